import type { ModelView } from '@taxon/contract';
import type { Model } from '@taxon/engine';

/** A model, without its bytes. */
export function toModelView(model: Model): ModelView {
  const { id, name, kind, configVersion, seed, byteLength, snapshotDigest, trainingSeconds } = model;
  return {
    id,
    name,
    kind,
    configVersion,
    seed,
    byteLength,
    snapshotDigest,
    trainedAt: model.trainedAt.toISOString(),
    trainingSeconds,
  };
}
