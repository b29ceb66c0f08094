import { authoringApiVersions, authoringEndpoints, authoringShapeOf, authoringShapes } from '@taxon/contract';
import { defineDoor } from '../../http/door.ts';
import { azureErrorShape } from '../azure-error-shape.ts';
import { azureNames } from '../azure-names.ts';
import { catalogueHandlers } from './catalogue/catalogue-handlers.ts';
import { deploymentHandlers } from './deployments/deployment-handlers.ts';
import { evaluationHandlers } from './evaluations/evaluation-handlers.ts';
import { modelHandlers } from './models/model-handlers.ts';
import { projectFileHandlers } from './projects/project-file-handlers.ts';
import { projectHandlers } from './projects/project-handlers.ts';
import { trainingHandlers } from './training/training-handlers.ts';

/** `/language/authoring/analyze-text/projects?api-version=`. */
export const authoringDoor = defineDoor({
  prefixes: ['/language/authoring'],
  bases: [...new Set(authoringShapes.map(({ base }) => base))],
  errorShape: azureErrorShape,
  names: azureNames,
  versions: {
    known: authoringApiVersions,
    shapeOf: authoringShapeOf,
    baseOf: (version) => authoringShapeOf(version).base,
  },
  verbsWithAndWithoutSlash: true,
  acceptedRetryAfter: 1,
  endpoints: authoringEndpoints,
  handlers: {
    ...projectHandlers,
    ...projectFileHandlers,
    ...trainingHandlers,
    ...modelHandlers,
    ...evaluationHandlers,
    ...deploymentHandlers,
    ...catalogueHandlers,
  },
});
