export type { ContainerService, TextRead } from './container.ts';
