import type { AuthoringDeployment, AuthoringModel } from '@taxon/contract';
import type { Deployment, Model } from '@taxon/engine';
import { farDate, toSeconds } from '../authoring-date.ts';

const hasSnapshotSince = '2022-10-01-preview';
const assignedResourcesSince = '2023-04-15-preview';

/** A model on the wire. */
export function toAuthoringModel(model: Model, version: string): AuthoringModel {
  return {
    label: model.name,
    modelId: toModelId(model),
    lastTrainedDateTime: toSeconds(model.trainedAt),
    lastTrainingDurationInSeconds: Math.round(model.trainingSeconds),
    modelExpirationDate: farDate,
    modelTrainingConfigVersion: model.configVersion,
    ...(version >= hasSnapshotSince ? { hasSnapshot: true } : {}),
  };
}

/** A deployment on the wire. */
export function toAuthoringDeployment(deployment: Deployment, version: string): AuthoringDeployment {
  return {
    deploymentName: deployment.name,
    modelId: toModelId(deployment.model),
    lastTrainedDateTime: toSeconds(deployment.model.trainedAt),
    lastDeployedDateTime: toSeconds(deployment.deployedAt),
    deploymentExpirationDate: farDate,
    modelTrainingConfigVersion: deployment.model.configVersion,
    ...(version >= assignedResourcesSince ? { assignedResources: [] } : {}),
  };
}

// Form as recorded: `model1-20220418T034749-299f45b8114849538c1a750b21b05a94`.
function toModelId(model: Model): string {
  const trained = toSeconds(model.trainedAt).replace(/[-:Z]/g, '');
  return `${model.name}-${trained}-${model.id.replaceAll('-', '')}`;
}
