import { classify } from '@taxon/classifier';
import { countTextElements } from '../text-elements.ts';
import { classifyOptions } from './asked-thresholds.ts';
import type { ClassifyInput, ClassifyOutput } from './classify-input.ts';
import { viewOf } from './model-views.ts';
import { type Settled, settle } from './settle.ts';

/** Opens the model once a thread, classifies the texts one by one. */
export function classifyTask({ model, texts, thresholds, wantCharacters }: ClassifyInput): Settled<ClassifyOutput> {
  return settle(() => {
    const view = viewOf(model);
    const answers = classify(view, texts, classifyOptions(view, thresholds));
    return {
      classes: view.classes,
      texts: answers.map((answer, i) => ({
        ...answer,
        characters: wantCharacters ? countTextElements(texts[i] ?? '') : 0,
      })),
    };
  });
}
