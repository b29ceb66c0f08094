export type { Project, ProjectClass, ProjectInput, ProjectKind, ProjectService, ProjectSettings } from './project.ts';
export { projectKinds } from './project.ts';
