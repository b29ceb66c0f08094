import { catalogueEndpoints } from './catalogue.ts';
import { copyEndpoints } from './copy.ts';
import { deploymentEndpoints } from './deployment.ts';
import { evaluationEndpoints } from './evaluation.ts';
import { exportedModelEndpoints } from './exported-model.ts';
import { modelEndpoints } from './model.ts';
import { projectEndpoints } from './project.ts';
import { projectFileEndpoints } from './project-file.ts';
import { resourceEndpoints } from './resource.ts';
import { trainingEndpoints } from './training.ts';

/** Every endpoint of the authoring door, by id. */
export const authoringEndpoints = {
  ...projectEndpoints,
  ...projectFileEndpoints,
  ...trainingEndpoints,
  ...modelEndpoints,
  ...evaluationEndpoints,
  ...deploymentEndpoints,
  ...catalogueEndpoints,
  ...resourceEndpoints,
  ...copyEndpoints,
  ...exportedModelEndpoints,
} as const;

export type AuthoringEndpoints = typeof authoringEndpoints;
export type AuthoringEndpointId = keyof AuthoringEndpoints;
