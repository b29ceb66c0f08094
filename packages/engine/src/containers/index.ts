export type { ContainerService, TextRead } from './container.ts';
export { createContainerService } from './folder-container.ts';
