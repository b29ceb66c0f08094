import type { Classification, RequestStatistics, RuntimeDocument, RuntimeShape, TaskResults } from '@taxon/contract';
import { findTaskKind } from '@taxon/contract';
import type { ClassScore, DocumentOutcome, PredictionTask, TaskResult } from '@taxon/engine';
import { azureErrorOf } from './document-error-wire.ts';
import type { Page } from './runtime-paging.ts';
import { transactionsOf } from './transactions.ts';

type Answered = Extract<DocumentOutcome, { ok: true }>;

/** How one version writes results: its shape, and whether the November 2021 documentation's `classes` goes along. */
export interface ResultWording {
  readonly shape: RuntimeShape;
  readonly nov2021: boolean;
}

/** One task's results, cut to the page. A task without a result (cancelled before its turn) has empty lists. */
export function taskResults(
  task: PredictionTask,
  result: TaskResult | undefined,
  page: Page,
  wording: ResultWording,
): TaskResults {
  const outcomes = pageOf(result?.outcomes ?? [], page);
  return {
    ...(page.showStats ? { statistics: requestStatistics(outcomes) } : {}),
    documents: outcomes.filter(answered).map((outcome) => document(outcome, task, page.showStats, wording)),
    errors: outcomes
      .filter((outcome) => !outcome.ok)
      .map(({ id, issue }) => ({ id, error: azureErrorOf(issue, wording) })),
    ...namesOf(task),
  };
}

/** The documents of a page, in the order they were sent. */
export function pageOf(outcomes: readonly DocumentOutcome[], { skip, top }: Page): readonly DocumentOutcome[] {
  return outcomes.slice(skip, top === undefined ? undefined : skip + top);
}

/** Counted over one page, as the hosted service does. */
export function requestStatistics(outcomes: readonly DocumentOutcome[]): RequestStatistics {
  const valid = outcomes.filter(answered);
  return {
    documentsCount: outcomes.length,
    validDocumentsCount: valid.length,
    erroneousDocumentsCount: outcomes.length - valid.length,
    transactionsCount: valid.reduce((sum, { statistics }) => sum + transactionsOf(statistics.characters), 0),
  };
}

export const answered = (outcome: DocumentOutcome): outcome is Answered => outcome.ok;

/** A document's class or classes as they stand on the wire. */
export const classifications = (predicted: readonly ClassScore[]): Classification[] =>
  predicted.map(({ className, score }) => ({ category: className, confidenceScore: score }));

/** What one document measures, as `statistics` says it. */
export const documentStatistics = ({ statistics }: Answered) => ({
  charactersCount: statistics.characters,
  transactionsCount: transactionsOf(statistics.characters),
});

/** Warnings of one document; always a list. */
export const documentWarnings = ({ warnings }: Answered) =>
  warnings.map(({ code, message }) => ({ code: pascalCase(code), message }));

// import/characters-replaced becomes CharactersReplaced.
const pascalCase = (code: string) =>
  code.replace(/^.*\//, '').replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

function document(
  outcome: Answered,
  task: PredictionTask,
  showStats: boolean,
  { shape, nov2021 }: ResultWording,
): RuntimeDocument {
  return {
    id: outcome.id,
    ...classField(outcome, task, shape),
    ...(nov2021 ? { classes: classifications(outcome.predicted) } : {}),
    ...(showStats ? { statistics: documentStatistics(outcome) } : {}),
    warnings: documentWarnings(outcome),
  };
}

function classField({ predicted }: Answered, task: PredictionTask, shape: RuntimeShape) {
  const classes = classifications(predicted);
  if (task.kind === 'multi') return { [shape.multi.field]: classes };
  if (shape.single.form === 'array') return { [shape.single.field]: classes };
  const [best] = classes;
  if (best === undefined) throw new Error(`a single-label answer without a class in the task ${task.kindName}`);
  return { [shape.single.field]: best };
}

function namesOf(task: PredictionTask) {
  const custom = findTaskKind(task.kindName)?.custom === true;
  return custom ? { projectName: task.projectName, deploymentName: task.deploymentName } : {};
}
