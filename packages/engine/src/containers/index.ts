export type { ContainerService, TextRead } from './container.ts';
export { type ContainerDeps, createContainerService, documentTextElements } from './folder-container.ts';
