import type { DeploymentSettings } from '../deployments/index.ts';
import type { AskedThresholds } from '../platform/index.ts';
import type { ProjectSettings } from '../projects/index.ts';

/** The deployment's confidence threshold, else the project's, else none; 0 is Azure's word for none. */
export function askedThresholds(deployment: DeploymentSettings, project: ProjectSettings): AskedThresholds {
  const confidence = deployment.confidenceThreshold ?? project.confidenceThreshold ?? 0;
  return { confidenceThreshold: confidence > 0 ? confidence : undefined, byClass: deployment.thresholds ?? {} };
}
