import type { Model } from '@taxon/classifier';
import type { Preparation } from '../encoders/index.ts';
import { prepareEncoder } from '../encoders/index.ts';
import type { SharedModel } from './classify-input.ts';
import { viewOf } from './model-views.ts';

/** The opened model in this thread; until the next call its encoder can embed these texts. */
export async function openPrepared(
  model: SharedModel,
  texts: readonly string[],
  preparation?: Preparation,
): Promise<Model> {
  if (model.encoder !== undefined) await prepareEncoder(model.encoder, texts, preparation);
  return viewOf(model);
}
