import { type Model, openModel } from '@taxon/classifier';
import { LRUCache } from 'lru-cache';
import { encoderOf, type Preparation, prepareEncoder } from '../encoders/on-threads.ts';
import type { SharedModel } from './classify-input.ts';

// Opening a model checks its whole file, so a thread keeps what it has opened. An opened model holds the shared bytes.
let opened: LRUCache<string, Model> | undefined;

/**
 * Runs on a thread: the opened model. Until the next call its encoder can embed these texts (and any text, if it is a
 * table). The thread keeps opened models up to `threadBytes` bytes of their files. Throws ClassifierError.
 */
export async function openModelFor(
  model: SharedModel,
  texts: readonly string[],
  preparation?: Preparation,
): Promise<Model> {
  if (model.encoder !== undefined) await prepareEncoder(model.encoder, texts, preparation);
  return openedModel(model);
}

/** Runs on a thread: the model that this thread has opened before, or opens now. A user's encoder must be prepared. */
export function openedModel({ id, bytes, encoder, threadBytes }: SharedModel): Model {
  // A larger model counts as the whole, so it is kept until another one is opened.
  opened ??= new LRUCache({ maxSize: threadBytes });
  const known = opened.get(id);
  if (known !== undefined) return known;
  const encoders = encoder === undefined ? [] : [encoderOf(encoder)];
  const model = openModel(new Uint8Array(bytes), { encoders });
  opened.set(id, model, { size: Math.max(1, Math.min(bytes.byteLength, threadBytes)) });
  return model;
}
