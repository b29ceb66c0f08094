import { ClassifierError } from '@taxon/classifier';
import { checkRow, FileProblem, type ReadRow, type Row, type RowChunk, readChunk } from '../../files/index.ts';
import { classifyTexts, unsettle } from '../../inference/index.ts';
import { documentNameProblem, EngineError, type Issue, issue, type Result } from '../../platform/on-threads.ts';
import type { ProjectKind } from '../../projects/index.ts';
import type { AcceptedDocument } from '../classify/check-request.ts';
import { modelProblem } from '../classify/model-problem.ts';
import { type ClassifiedDocument, outcomesOf, type RefusedDocument } from '../classify/outcomes.ts';
import type { ChunkAnswer, ChunkInput } from './chunk.ts';

/** One row of a stream: its answer, or an `import/row-invalid` with `row`, `field` and `rule` among its parameters. */
export type RowOutcome = WithoutId<ClassifiedDocument> | WithoutId<RefusedDocument>;

/** Undefined: the row has no id, where rows have ids of their own. */
type WithoutId<Outcome> = Omit<Outcome, 'id'> & { readonly id: string | undefined };

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
      const text = write(await classifyRows(input, chunk), kind, options);
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

async function classifyRows({ classify, kind }: Task, chunk: RowChunk): Promise<RowOutcome[]> {
  const rows = readChunk(chunk);
  const results = rows.map((row) => checkRow(row, { kind, reading: {} }));
  const documents = rows.map((row, i) => documentOf(row, results[i]));
  const problems = results.map((result) => (result.ok ? undefined : result.issue));
  const texts = documents.filter((_, i) => problems[i] === undefined).map(({ text }) => text);
  const answers = unsettle(await classifyTexts({ ...classify, texts, wantCharacters: false }));
  const outcomes = outcomesOf(documents, problems, kind, answers);
  // A number is an id only where no row has another: every id belongs to one row.
  const { hasIds } = chunk.view;
  return outcomes.map((outcome, i) => {
    const own = ownIdOf(rows[i], results[i]);
    // Where rows are numbered, an id that is a number may be the number of another row.
    const isUnclear = hasIds ? own === undefined : own !== undefined && /^\d+$/.test(own);
    return isUnclear ? { ...outcome, id: undefined } : outcome;
  });
}

function documentOf(row: ReadRow, result: Result<Row> | undefined): AcceptedDocument {
  const id = ownIdOf(row, result) ?? String(row.number);
  if (result?.ok !== true) return { id, text: '', language: undefined, replaced: false };
  const { text, language, replaced } = result.value;
  return { id, text, language, replaced };
}

/** The id that the row has, also when it is refused for something else. */
function ownIdOf(row: ReadRow | undefined, result: Result<Row> | undefined): string | undefined {
  if (result?.ok === true) return result.value.name;
  if (row === undefined) return undefined;
  const id = 'raw' in row ? row.raw.id : row.id;
  if (typeof id !== 'string' && typeof id !== 'number') return undefined;
  return documentNameProblem(String(id)) === undefined ? String(id) : undefined;
}
