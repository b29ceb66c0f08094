import { type EncoderSource, encoderName } from '../../encoders/index.ts';
import type { ModelCache, SharedModel } from '../../inference/index.ts';
import { readModelFile } from '../../models/index.ts';
import { type Database, EngineError } from '../../platform/index.ts';

export interface LoadModelDeps {
  readonly db: Database;
  readonly models: ModelCache;
  readonly encoders: EncoderSource;
}

/**
 * Loads a model's bytes into shared memory, together with the encoder that it was trained with. Throws `model/unreadable`
 * when the bytes are gone, and `model/encoder-missing`.
 */
export function loadModel(
  { db, models, encoders }: LoadModelDeps,
  { modelId, modelName }: { readonly modelId: string; readonly modelName: string },
): Promise<SharedModel> {
  return models.get(modelId, async () => {
    const file = await readModelFile(db, modelId);
    if (file === undefined) throw new EngineError('model/unreadable', { modelName, problem: 'its bytes are gone' });
    const { bytes, encoderId } = file;
    if (encoderId === undefined) return { bytes, encoder: undefined, encoderId };
    const encoder = await encoders.get(encoderName(encoderId));
    if (encoder?.kind === 'table' || encoder?.id === encoderId) return { bytes, encoder, encoderId };
    throw new EngineError('model/encoder-missing', {
      modelName,
      encoder: encoderId,
      available: [...encoders.names, ...(encoder ? [encoder.id] : [])].join(', '),
    });
  });
}
