export type { ContainerReader, ContainerService, TextProblem, TextRead } from './container.ts';
export { createContainerService } from './folder-container.ts';
