import { ClassifierError } from '@taxon/classifier';
import { checkRow, FileProblem, type RawRow, type ReadRow, type RowResult, readChunk } from '../../files/index.ts';
import { classifyTexts, unsettle } from '../../inference/index.ts';
import { documentNameProblem, EngineError, type Issue, issue } from '../../platform/on-threads.ts';
import type { ProjectKind } from '../../projects/index.ts';
import type { AcceptedDocument } from '../classify/check-request.ts';
import { modelProblem } from '../classify/model-problem.ts';
import { type ClassifiedDocument, outcomesOf, type RefusedDocument } from '../classify/outcomes.ts';
import type { ChunkAnswer, ChunkInput } from './chunk.ts';

/** One row of a stream: its answer, or an `import/row-invalid` with `row`, `field` and `rule` among its parameters. */
export type RowOutcome = ClassifiedDocument | RefusedDocument;

/** Writes the answers of some rows as a door's callers read them. `options` is what the door gave to the stream. */
export type RowWriter<Options> = (rows: readonly RowOutcome[], kind: ProjectKind, options: Options) => string;

/**
 * Makes the function of a thread task that goes from the bytes of some rows to the bytes of their answers. A door gives the
 * writer, defines the task in a file of its own and hands it to `PredictionService.classifyStream`. So rows are read,
 * classified and written on one thread, and outcomes are never copied between threads.
 */
export function answerRows<Options>(write: RowWriter<Options>): (input: ChunkInput<Options>) => Promise<ChunkAnswer> {
  return async (input) => {
    const { chunk, kind, options } = input;
    try {
      const text = write(await classifyRows(input, await readChunk(chunk)), kind, options);
      return { ok: true, value: new TextEncoder().encode(text) };
    } catch (error) {
      return { ok: false, issue: refusal(error, input) };
    }
  };
}

type Task = Omit<ChunkInput<unknown>, 'chunk' | 'options'>;

function refusal(error: unknown, task: Task): Issue {
  if (error instanceof FileProblem) return issue('import/file-invalid', { problem: error.message });
  if (error instanceof ClassifierError) return modelProblem(error, task.classify.model, task);
  if (error instanceof EngineError) return issue(error.code, error.parameters);
  throw error;
}

async function classifyRows({ classify, kind }: Task, rows: readonly ReadRow[]): Promise<RowOutcome[]> {
  const results = rows.map((row) => checkRow(withoutLabels(row), kind));
  const documents = rows.map((row, i) => documentOf(row, results[i]));
  const problems = results.map((result) => (result.ok ? undefined : result.issue));
  const texts = documents.filter((_, i) => problems[i] === undefined).map(({ text }) => text);
  const answers = unsettle(await classifyTexts({ ...classify, texts, wantCharacters: false }));
  return outcomesOf(documents, problems, kind, answers);
}

/** A file that is labelled already may be classified; its labels are not looked at. */
function withoutLabels(row: ReadRow): ReadRow {
  if ('problem' in row) return row;
  const { text, id, language } = row.raw;
  return { ...row, raw: { text, id, language, label: undefined, labels: undefined, dataset: undefined } };
}

function documentOf(row: ReadRow, result: RowResult | undefined): AcceptedDocument {
  if (result?.ok === true) {
    const { name, text, language, replaced } = result.row;
    return { id: name ?? String(row.number), text, language, replaced };
  }
  const id = 'raw' in row ? usableId(row.raw) : undefined;
  return { id: id ?? String(row.number), text: '', language: undefined, replaced: false };
}

/** The id of a row that is refused for something else. */
function usableId({ id }: RawRow): string | undefined {
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  return documentNameProblem(String(id)) === undefined ? String(id) : undefined;
}
