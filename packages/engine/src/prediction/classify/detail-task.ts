import { explain, type Model, type OffsetUnit, toOffsets } from '@taxon/classifier';
import { toClassifyOptions } from '../../answering/on-threads.ts';
import {
  type ClassifiedText,
  type ClassifierRefusal,
  type ClassifyInput,
  type ClassifyOutput,
  classifyTexts,
  openedModel,
} from '../../inference/index.ts';
import { defineThreadTask, type Result } from '../../platform/on-threads.ts';
import type { ExplainedWord, TextExplanation } from './detail.ts';

export interface DetailInput extends ClassifyInput {
  readonly explain: OffsetUnit | undefined;
}

export interface DetailOutput extends ClassifyOutput {
  /** Multi-label: from which score each class is answered, by class index. Single-label: empty. */
  readonly thresholds: readonly number[];
  /** By text; empty when not asked for. */
  readonly explanations: readonly (readonly TextExplanation[])[];
}

// A text of the longest kind has thousands; people look at the first dozen.
const mostWords = 200;
// Multi-label texts rarely have more classes.
const mostClasses = 10;

/** The same answers as `classifyTask` gives, with thresholds and explanations. */
export const classifyInDetailTask = defineThreadTask(import.meta.url, classifyInDetail);

async function classifyInDetail(input: DetailInput): Promise<Result<DetailOutput, ClassifierRefusal>> {
  const answered = await classifyTexts(input);
  if (!answered.ok) return answered;
  const { classes, texts } = answered.value;
  const model = openedModel(input.model);
  const { explain: unit } = input;
  const { thresholds = [] } = toClassifyOptions(model, input.rules);
  const explanations =
    unit === undefined ? [] : texts.map((answer, i) => explainAnswer(model, input.texts[i] ?? '', answer, unit));
  return { ok: true, value: { classes, texts, thresholds, explanations } };
}

function explainAnswer(model: Model, text: string, answer: ClassifiedText, unit: OffsetUnit): TextExplanation[] {
  const ranking = Array.from(answer.scores, (score, index) => ({ score, index })).sort((a, b) => b.score - a.score);
  const best = ranking[0]?.index;
  if (best === undefined) return [];
  const asked = answer.predicted.length === 0 ? [best] : answer.predicted.slice(0, mostClasses);
  const other = model.kind === 'single' ? ranking.find(({ index }) => index !== asked[0])?.index : undefined;
  const offset = toOffsets(text, unit);
  return asked.map((index) => {
    const { words, baseline, margin } = explain(model, text, index, other);
    const weight = ({ contribution }: { contribution: number }) => -Math.abs(contribution);
    const listed = new Set(words.toSorted((a, b) => weight(a) - weight(b)).slice(0, mostWords));
    let otherWords = 0;
    for (const word of words) if (!listed.has(word)) otherWords += word.contribution;
    const shown = words
      .filter((word) => listed.has(word))
      .map(({ start, end, contribution }): ExplainedWord => {
        return { start: offset(start), end: offset(end), text: text.slice(start, end), contribution };
      });
    const against = other === undefined ? undefined : model.classes[other];
    return { className: model.classes[index] ?? '', against, margin, baseline, words: shown, otherWords };
  });
}
