import type { AuthoringModel, AuthoringShape } from '@taxon/contract';
import type { Model } from '@taxon/engine';
import { farDate, wholeSeconds } from '../../azure-time.ts';

/** A model on the wire. */
export function toAuthoringModel(model: Model, { hasSnapshot }: AuthoringShape): AuthoringModel {
  return {
    label: model.name,
    modelId: toModelId(model),
    lastTrainedDateTime: wholeSeconds(model.trainedAt),
    lastTrainingDurationInSeconds: Math.round(model.trainingSeconds),
    modelExpirationDate: farDate,
    modelTrainingConfigVersion: model.configVersion,
    ...(hasSnapshot ? { hasSnapshot } : {}),
  };
}

/** The id of a model in the recorded form: `model1-20220418T034749-299f45b8114849538c1a750b21b05a94`. */
export function toModelId(model: Model): string {
  const trained = wholeSeconds(model.trainedAt).replace(/[-:Z]/g, '');
  return `${model.name}-${trained}-${model.id.replaceAll('-', '')}`;
}
