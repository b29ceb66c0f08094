import { v1Base, v1Endpoints } from '@taxon/contract';
import { defineDoor } from '../http/door.ts';
import { accessHandlers } from './access/access-handlers.ts';
import { classHandlers } from './classes/class-handlers.ts';
import { classifyHandlers } from './classification/classify-handlers.ts';
import { classifyStreamHandlers } from './classification/classify-stream-handlers.ts';
import { deploymentHandlers } from './deployments/deployment-handlers.ts';
import { documentHandlers } from './documents/document-handlers.ts';
import { exportHandlers } from './documents/export-handlers.ts';
import { importHandlers } from './documents/import-handlers.ts';
import { evaluationHandlers } from './models/evaluation-handlers.ts';
import { modelHandlers } from './models/model-handlers.ts';
import { modelQualityHandlers } from './models/model-quality-handlers.ts';
import { describeApi } from './openapi/openapi.ts';
import { serveDocs } from './openapi/openapi-docs.ts';
import { operationHandlers } from './operations/operation-handlers.ts';
import { projectHandlers } from './projects/project-handlers.ts';
import { trainingHandlers } from './training/training-handlers.ts';
import { v1ErrorShape } from './v1-error-shape.ts';
import { v1Names } from './v1-names.ts';

/** Taxon's own API, its description, and the pages that show it. */
export const v1Door = defineDoor({
  prefixes: [v1Base, '/docs', '/openapi.json'],
  bases: [v1Base],
  errorShape: v1ErrorShape,
  names: v1Names,
  acceptedRetryAfter: 1,
  endpoints: v1Endpoints,
  handlers: {
    ...projectHandlers,
    ...classHandlers,
    ...documentHandlers,
    ...importHandlers,
    ...exportHandlers,
    ...trainingHandlers,
    ...modelHandlers,
    ...evaluationHandlers,
    ...modelQualityHandlers,
    ...deploymentHandlers,
    ...classifyHandlers,
    ...classifyStreamHandlers,
    ...operationHandlers,
    ...accessHandlers,
  },
  prepare: (scope, context) => {
    describeApi(scope, context);
    serveDocs(scope, context);
  },
});
