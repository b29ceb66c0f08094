import { LRUCache } from 'lru-cache';
import type { SharedEncoder } from '../encoders/index.ts';
import type { SharedModel } from './classify-input.ts';

/** A model as it is loaded: its file, and the encoder it needs. */
interface LoadedModel {
  readonly bytes: Uint8Array;
  readonly encoder: SharedEncoder | undefined;
  readonly encoderId: string | undefined;
}

/** Model files of this process, in memory that its threads share. */
export interface ModelCache {
  /** The model. When it is not in memory, `load` reads it, once for all callers who ask at the same time. */
  get(modelId: string, load: () => Promise<LoadedModel>): Promise<SharedModel>;
  /** Models in memory. */
  readonly count: number;
  /** Bytes of their files. */
  readonly bytes: number;
}

/**
 * Keeps the models that were used last, up to `maxBytes` bytes of their files; each thread may keep as many of them opened.
 * A model larger than that is served all the same: it is kept alone, until another one is loaded.
 */
export function createModelCache(maxBytes: number): ModelCache {
  const maxSize = Math.max(1, maxBytes);
  const models = new LRUCache<string, SharedModel, () => Promise<LoadedModel>>({
    maxSize,
    sizeCalculation: ({ bytes }) => Math.max(1, Math.min(bytes.byteLength, maxSize)),
    fetchMethod: async (id, _stale, { context: load }) => share(id, await load(), maxSize),
    // A load that is pushed out by others before it ends is still answered to those who wait for it.
    ignoreFetchAbort: true,
  });
  return {
    get: (id, load) => models.forceFetch(id, { context: load }),
    get count() {
      return [...models.values()].length;
    },
    get bytes() {
      return [...models.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    },
  };
}

function share(id: string, { bytes: file, encoder, encoderId }: LoadedModel, threadBytes: number): SharedModel {
  const bytes = new SharedArrayBuffer(file.byteLength);
  new Uint8Array(bytes).set(file);
  return { id, bytes, encoder, encoderId, threadBytes };
}
