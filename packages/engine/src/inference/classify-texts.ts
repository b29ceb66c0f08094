import { classify } from '@taxon/classifier';
import { toClassifyOptions } from '../answering/on-threads.ts';
import { countTextElements, type Result } from '../platform/on-threads.ts';
import type { ClassifyInput, ClassifyOutput } from './classify-input.ts';
import { openModelFor } from './open-model.ts';
import { type ClassifierRefusal, settle } from './settle.ts';

/** Runs on a thread: classifies texts with the opened model. What the classifier refuses is a value. */
export function classifyTexts(input: ClassifyInput): Promise<Result<ClassifyOutput, ClassifierRefusal>> {
  return settle(async () => {
    const { model, texts, rules, wantCharacters } = input;
    const opened = await openModelFor(model, texts);
    const answers = classify(opened, texts, toClassifyOptions(opened, rules));
    return {
      classes: opened.classes,
      texts: answers.map((answer, i) => ({
        ...answer,
        characters: wantCharacters ? countTextElements(texts[i] ?? '') : 0,
      })),
    };
  });
}
