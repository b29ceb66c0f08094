import type { DeploymentSettings } from '../deployments/index.ts';
import type { AskedThresholds } from '../platform/index.ts';
import type { ProjectSettings } from '../projects/index.ts';

/**
 * The deployment's confidence threshold, else the project's, else none; 0 is Azure's word for none. What is out of scope
 * is decided beside it, by the project's setting.
 */
export function askedThresholds(deployment: DeploymentSettings, project: ProjectSettings): AskedThresholds {
  const confidence = deployment.confidenceThreshold ?? project.confidenceThreshold ?? 0;
  return {
    confidenceThreshold: confidence > 0 ? confidence : undefined,
    byClass: deployment.thresholds ?? {},
    inScopeShare: project.outOfScope,
    atLeastOne: project.atLeastOne,
  };
}
