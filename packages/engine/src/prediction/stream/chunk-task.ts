import { ClassifierError } from '@taxon/classifier';
import type { RowChunk } from '../../files/index.ts';
import { checkRow, FileProblem, type RawRow, type ReadRow, type RowResult, readChunk } from '../../files/index.ts';
import { type ClassifyInput, classifyTask, unsettle } from '../../inference/index.ts';
import { documentNameProblem, EngineError, type Issue, issue } from '../../platform/index.ts';
import type { ProjectKind } from '../../projects/index.ts';
import type { AcceptedDocument } from '../classify/check-request.ts';
import { modelProblem } from '../classify/model-problem.ts';
import { outcomesOf } from '../classify/outcomes.ts';
import type { RowRenderer, RowRendering } from '../prediction.ts';

export interface ChunkTask {
  readonly chunk: RowChunk;
  readonly classify: Omit<ClassifyInput, 'texts' | 'wantCharacters'>;
  readonly modelName: string;
  /** Names of the encoders at hand. */
  readonly encoders: readonly string[];
  readonly kind: ProjectKind;
  readonly rendering: RowRendering;
}

/** The bytes to answer, or why the stream ends here. */
export type ChunkAnswer =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly issue: Issue };

/** Runs on a thread of the pool: from the bytes of some rows to the bytes of their answers. */
export async function classifyChunk({ chunk, ...task }: ChunkTask): Promise<ChunkAnswer> {
  try {
    const render = await rendererOf(task.rendering);
    const text = render(await classifyRows(task, await readChunk(chunk)), task.kind, task.rendering.options);
    return { ok: true, bytes: new TextEncoder().encode(text) };
  } catch (error) {
    return { ok: false, issue: refusal(error, task) };
  }
}

function refusal(error: unknown, task: Omit<ChunkTask, 'chunk'>): Issue {
  if (error instanceof FileProblem) return issue('import/file-invalid', { problem: error.message });
  if (error instanceof ClassifierError) return modelProblem(error, task.classify.model, task);
  if (error instanceof EngineError) return issue(error.code, error.parameters);
  throw error;
}

async function classifyRows({ classify, kind }: Omit<ChunkTask, 'chunk'>, rows: readonly ReadRow[]) {
  const results = rows.map((row) => checkRow(withoutLabels(row), kind));
  const documents = rows.map((row, i) => documentOf(row, results[i]));
  const problems = results.map((result) => (result.ok ? undefined : result.issue));
  const texts = documents.filter((_, i) => problems[i] === undefined).map(({ text }) => text);
  const answers = unsettle(await classifyTask({ ...classify, texts, wantCharacters: false }));
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

// A thread keeps what it has loaded; there are as many as doors have ways to write rows.
const renderers = new Map<string, RowRenderer>();

async function rendererOf({ file, name }: RowRendering): Promise<RowRenderer> {
  const key = `${file}#${name}`;
  const known = renderers.get(key);
  if (known !== undefined) return known;
  const renderer: unknown = Reflect.get((await import(file)) as object, name);
  if (typeof renderer !== 'function') throw new TypeError(`${key} is no function`);
  renderers.set(key, renderer as RowRenderer);
  return renderer as RowRenderer;
}
