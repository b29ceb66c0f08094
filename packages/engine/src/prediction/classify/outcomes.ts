import type { ClassifiedText, ClassifyOutput } from '../../inference/index.ts';
import { type Issue, issue } from '../../platform/on-threads.ts';
import type { ProjectKind } from '../../projects/index.ts';
import type { ClassScore } from '../prediction.ts';
import type { AcceptedDocument } from './check-request.ts';

/** The answer for one good document. A door shows parts of it. */
export interface ClassifiedDocument {
  readonly ok: true;
  readonly id: string;
  readonly predicted: readonly ClassScore[];
  /** Every class, best first; equal scores in the order of the model's classes. */
  readonly scores: readonly ClassScore[];
  readonly abstained: boolean;
  readonly warnings: readonly Issue[];
  /** `characters` is in text elements. */
  readonly statistics: { readonly characters: number };
}

export interface RefusedDocument {
  readonly ok: false;
  readonly id: string;
  readonly issue: Issue;
}

/** The class of an abstained single-label answer, in rows and at every door: a name of the product's own (ADR 0027). */
const noneClass = 'None';

function round(score: number): number {
  return Math.round(score * 1e6) / 1e6;
}

function ranking(classes: readonly string[], scores: Float64Array): ClassScore[] {
  return classes
    .map((className, index) => ({ className, score: scores[index] ?? 0 }))
    .sort((a, b) => b.score - a.score);
}

function classified(
  document: AcceptedDocument,
  kind: ProjectKind,
  classes: readonly string[],
  answer: ClassifiedText,
): ClassifiedDocument {
  const scores = ranking(classes, answer.scores);
  const predicted = answer.predicted.map((index) => ({
    className: classes[index] ?? '',
    score: answer.scores[index] ?? 0,
  }));
  const none = { className: noneClass, score: round(1 - (scores[0]?.score ?? 0)) };
  return {
    ok: true,
    id: document.id,
    predicted: kind === 'single' && answer.abstained ? [none] : predicted,
    scores,
    abstained: answer.abstained,
    warnings: document.replaced ? [issue('import/characters-replaced', { location: document.id })] : [],
    statistics: { characters: answer.characters },
  };
}

/**
 * Turns the thread's answers for the good documents into an outcome for each document, in the order of all documents. Every
 * door uses it, so every door gives the same scores.
 */
export function outcomesOf(
  documents: readonly AcceptedDocument[],
  problems: readonly (Issue | undefined)[],
  kind: ProjectKind,
  answers: ClassifyOutput,
): (ClassifiedDocument | RefusedDocument)[] {
  let next = 0;
  return documents.map((document, position) => {
    const problem = problems[position];
    if (problem !== undefined) return { ok: false, id: document.id, issue: problem };
    const answer = answers.texts[next++];
    if (answer === undefined)
      throw new RangeError(`The thread answered ${answers.texts.length} texts, which is too few.`);
    return classified(document, kind, answers.classes, answer);
  });
}
