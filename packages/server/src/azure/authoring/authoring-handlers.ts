import type { AuthoringHandlers } from './authoring-call.ts';
import { catalogueHandlers } from './catalogue/catalogue-handlers.ts';
import { deploymentHandlers } from './deployments/deployment-handlers.ts';
import { projectHandlers } from './projects/project-handlers.ts';
import { resourceHandlers } from './resources/resource-handlers.ts';
import { trainingHandlers } from './training/training-handlers.ts';

/** Every row that is served. A row that is missing here is answered as not implemented. */
export const authoringHandlers: AuthoringHandlers = {
  ...projectHandlers,
  ...trainingHandlers,
  ...deploymentHandlers,
  ...catalogueHandlers,
  ...resourceHandlers,
};
