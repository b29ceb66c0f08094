export type { ContainerService, TextProblem } from './container.ts';
export { createContainerService } from './folder-container.ts';
