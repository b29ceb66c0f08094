import { classify } from '@taxon/classifier';
import { toClassifyOptions } from '../answering/index.ts';
import { prepareEncoder } from '../encoders/index.ts';
import { countTextElements } from '../platform/index.ts';
import type { ClassifyInput, ClassifyOutput } from './classify-input.ts';
import { viewOf } from './model-views.ts';
import { type Settled, settle, settleLater } from './settle.ts';

/** Makes the vectors that a user's encoder gives to the texts, then classifies. */
export async function classifyTask(input: ClassifyInput): Promise<Settled<ClassifyOutput>> {
  const { encoder } = input.model;
  if (encoder !== undefined) {
    const prepared = await settleLater(() => prepareEncoder(encoder, input.texts));
    if (!prepared.ok) return prepared;
  }
  return classifyPrepared(input);
}

/** Opens the model once a thread, classifies the texts one by one. */
function classifyPrepared({ model, texts, thresholds, wantCharacters }: ClassifyInput): Settled<ClassifyOutput> {
  return settle(() => {
    const view = viewOf(model);
    const answers = classify(view, texts, toClassifyOptions(view, thresholds));
    return {
      classes: view.classes,
      texts: answers.map((answer, i) => ({
        ...answer,
        characters: wantCharacters ? countTextElements(texts[i] ?? '') : 0,
      })),
    };
  });
}
