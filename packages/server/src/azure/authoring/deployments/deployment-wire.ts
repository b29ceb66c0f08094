import type { AuthoringDeployment, AuthoringShape } from '@taxon/contract';
import type { Deployment } from '@taxon/engine';
import { farDate, toSeconds } from '../authoring-date.ts';
import { toModelId } from '../models/model-wire.ts';

/** A deployment on the wire. */
export function toAuthoringDeployment(
  deployment: Deployment,
  { assignedResources }: AuthoringShape,
): AuthoringDeployment {
  return {
    deploymentName: deployment.name,
    modelId: toModelId(deployment.model),
    lastTrainedDateTime: toSeconds(deployment.model.trainedAt),
    lastDeployedDateTime: toSeconds(deployment.deployedAt),
    deploymentExpirationDate: farDate,
    modelTrainingConfigVersion: deployment.model.configVersion,
    ...(assignedResources ? { assignedResources: [] } : {}),
  };
}
