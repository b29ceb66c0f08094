import type { SharedEncoder } from '../encoders/index.ts';
import type { SharedModel } from './classify-input.ts';

/** A model as it is loaded: its file, and the encoder it needs. */
interface LoadedModel {
  readonly bytes: Uint8Array;
  readonly encoder: SharedEncoder | undefined;
  readonly encoderId: string | undefined;
}

/** Model files of this process in memory that its threads share, newest use kept, within a number of bytes. */
export interface ModelCache {
  /** The model's bytes; `load` reads them when they are not there, once for all who ask at the same time. */
  get(modelId: string, load: () => Promise<LoadedModel>): Promise<SharedModel>;
  readonly count: number;
  readonly bytes: number;
}

export function createModelCache(maxBytes: number): ModelCache {
  // Oldest use first.
  const models = new Map<string, SharedModel>();
  const loading = new Map<string, Promise<SharedModel>>();
  let held = 0;

  function keep(model: SharedModel): void {
    models.set(model.id, model);
    held += model.bytes.byteLength;
    for (const [id, { bytes }] of models) {
      // A model larger than the whole cache is served all the same, and is the next to go.
      if (held <= maxBytes || id === model.id) break;
      models.delete(id);
      held -= bytes.byteLength;
    }
  }

  async function loadShared(id: string, load: () => Promise<LoadedModel>): Promise<SharedModel> {
    const loaded = await load();
    const bytes = new SharedArrayBuffer(loaded.bytes.byteLength);
    new Uint8Array(bytes).set(loaded.bytes);
    const model = { id, bytes, encoder: loaded.encoder, encoderId: loaded.encoderId };
    keep(model);
    return model;
  }

  return {
    get: async (id, load) => {
      const known = models.get(id);
      if (known !== undefined) {
        models.delete(id);
        models.set(id, known);
        return known;
      }
      const pending = loading.get(id) ?? loadShared(id, load).finally(() => loading.delete(id));
      loading.set(id, pending);
      return pending;
    },
    get count() {
      return models.size;
    },
    get bytes() {
      return held;
    },
  };
}
