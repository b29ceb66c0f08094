export { deleteProjectJob } from './delete-project-job.ts';
export { findProject, keepProject, lockProject, requireProject } from './find-project.ts';
export type {
  Project,
  ProjectClass,
  ProjectKind,
  ProjectPatch,
  ProjectService,
  ProjectSettings,
  TrainingSearch,
} from './project.ts';
export { projectKinds } from './project.ts';
export { classLimit, isContainerName, requireProjectName } from './project-rules.ts';
export {
  addClasses,
  createProjectService,
  putProject,
  replaceClasses,
} from './project-service.ts';
export { type ClassRow, classes, markDeployed, markTrained } from './project-store.ts';
export { runDeleteProject } from './run-delete-project.ts';
