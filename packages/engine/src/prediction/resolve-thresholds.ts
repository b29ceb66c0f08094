import type { DeploymentSettings } from '../deployments/index.ts';
import type { AskedThresholds } from '../platform/index.ts';
import type { ProjectSettings } from '../projects/index.ts';

/**
 * Each of the deployment's values, else the project's, else none; a confidence threshold of 0 is Azure's word for none,
 * and an out-of-scope decision that keeps everything is none.
 */
export function askedThresholds(deployment: DeploymentSettings, project: ProjectSettings): AskedThresholds {
  const confidence = deployment.confidenceThreshold ?? project.confidenceThreshold ?? 0;
  const share = deployment.outOfScope ?? project.outOfScope ?? 1;
  return {
    confidenceThreshold: confidence > 0 ? confidence : undefined,
    byClass: deployment.thresholds ?? {},
    inScopeShare: share < 1 ? share : undefined,
    atLeastOne: deployment.atLeastOne ?? project.atLeastOne,
  };
}
