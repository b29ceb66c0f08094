export type { ContainerService, TextRead } from './container.ts';
export { createContainerService, documentTextElements } from './folder-container.ts';
