export { classNamed } from './class-named.ts';
export { deleteProjectWork } from './delete-project-work.ts';
export {
  changeInProject,
  findProject,
  keepProject,
  lockImports,
  openForImport,
  requireProject,
} from './find-project.ts';
export type {
  Project,
  ProjectClass,
  ProjectKind,
  ProjectPatch,
  ProjectSettings,
  TrainingSearch,
} from './project.ts';
export { projectKinds, trainingSearches } from './project.ts';
export { classLimit, isContainerName, requireProjectName } from './project-rules.ts';
export {
  addClasses,
  createProjectService,
  joinClasses,
  putProject,
  replaceClasses,
  settleNewProject,
} from './project-service.ts';
export { type ClassRow, classes, keepClasses, markChanged, markDeployed, markTrained } from './project-store.ts';
export type { ProjectService } from './projects.ts';
