import type { AuthoringDeployment, AuthoringShape } from '@taxon/contract';
import type { Deployment } from '@taxon/engine';
import { farDate, wholeSeconds } from '../../azure-time.ts';
import { toModelId } from '../models/model-wire.ts';

/** A deployment on the wire. */
export function toAuthoringDeployment(
  deployment: Deployment,
  { assignedResources }: AuthoringShape,
): AuthoringDeployment {
  return {
    deploymentName: deployment.name,
    modelId: toModelId(deployment.model),
    lastTrainedDateTime: wholeSeconds(deployment.model.trainedAt),
    lastDeployedDateTime: wholeSeconds(deployment.deployedAt),
    deploymentExpirationDate: farDate,
    modelTrainingConfigVersion: deployment.model.configVersion,
    ...(assignedResources ? { assignedResources: [] } : {}),
  };
}
