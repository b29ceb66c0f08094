import type { DeploymentView } from '@taxon/contract';
import type { Deployment } from '@taxon/engine';

/** A deployment and the model that answers. */
export function toDeploymentView({ name, model, settings, deployedAt }: Deployment): DeploymentView {
  return {
    name,
    model: model.name,
    modelId: model.id,
    modelTrainedAt: model.trainedAt.toISOString(),
    settings: {
      confidenceThreshold: settings.confidenceThreshold ?? null,
      outOfScope: settings.outOfScope ?? null,
      atLeastOne: settings.atLeastOne ?? null,
      thresholds: { ...settings.thresholds },
    },
    deployedAt: deployedAt.toISOString(),
  };
}
