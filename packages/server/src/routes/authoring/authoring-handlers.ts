import type { AuthoringHandlers } from './authoring-call.ts';
import { catalogueHandlers } from './catalogue-handlers.ts';
import { deploymentHandlers } from './deployment-handlers.ts';
import { projectHandlers } from './project-handlers.ts';
import { resourceHandlers } from './resource-handlers.ts';
import { trainingHandlers } from './training-handlers.ts';

/** Every row that is served. A row that is missing here is answered as not implemented. */
export const authoringHandlers: AuthoringHandlers = {
  ...projectHandlers,
  ...trainingHandlers,
  ...deploymentHandlers,
  ...catalogueHandlers,
  ...resourceHandlers,
};
