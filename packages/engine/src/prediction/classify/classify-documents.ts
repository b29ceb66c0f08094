import { ClassifierError } from '@taxon/classifier';
import {
  type ClassifyInput,
  type ClassifyOutput,
  classifyTask,
  type SharedModel,
  unsettle,
} from '../../inference/index.ts';
import {
  EngineError,
  findLanguage,
  type Issue,
  issue,
  languages,
  type Result,
  type ThreadPool,
} from '../../platform/index.ts';
import type { AcceptedDocument } from './check-request.ts';
import type { WantedDetail } from './detail.ts';
import { classifyInDetailTask, type DetailOutput } from './detail-task.ts';
import { type LoadModelDeps, loadModel } from './load-model.ts';
import { modelProblem } from './model-problem.ts';
import { type ClassifiedDocument, outcomesOf, type RefusedDocument } from './outcomes.ts';
import type { Target } from './prediction-read.ts';

export interface ClassifyDeps extends LoadModelDeps {
  readonly threads: ThreadPool;
}

/** Thresholds as in DetailOutput, and explanations by good document. */
export type Detail = Pick<DetailOutput, 'classes' | 'thresholds' | 'explanations'>;

/** What a model answers. */
export interface Classified {
  /** In the order of the documents. */
  readonly documents: readonly (ClassifiedDocument | RefusedDocument)[];
  /** By good document. Undefined when it was not asked for. */
  readonly detail: Detail | undefined;
}

const supported = languages.join(',');

/** What is wrong with one document. The length of its text is checked with the whole request. */
function documentProblem({ text, language }: AcceptedDocument): Issue | undefined {
  if (text.trim() === '') return issue('prediction/document-empty');
  if (language !== undefined && findLanguage(language) === undefined) {
    return issue('prediction/language-unsupported', { language, supported });
  }
  return undefined;
}

/**
 * Classifies documents with the model that a deployment points at, on a thread of the pool. Jobs and the synchronous call
 * both use it, so both give the same scores. `wanted`: with details. The issue says why the model cannot answer at all.
 */
export async function classifyDocuments(
  deps: ClassifyDeps,
  target: Target,
  documents: readonly AcceptedDocument[],
  wanted?: WantedDetail,
): Promise<Result<Classified>> {
  const { modelName, kind, rules } = target;
  const problems = documents.map(documentProblem);
  const texts = documents.filter((_, index) => problems[index] === undefined).map(({ text }) => text);
  const answered = (answers: ClassifyOutput, detail?: Detail): Result<Classified> => ({
    ok: true,
    value: { documents: outcomesOf(documents, problems, kind, answers), detail },
  });
  if (texts.length === 0) return answered({ classes: [], texts: [] });
  let model: SharedModel | undefined;
  try {
    model = await loadModel(deps, target);
    const input: ClassifyInput = { model, texts, rules, wantCharacters: wanted === undefined };
    if (wanted === undefined) {
      return answered(unsettle(await deps.threads.run(classifyTask, input)));
    }
    const detail = unsettle(await deps.threads.run(classifyInDetailTask, { ...input, explain: wanted.explain }));
    return answered(detail, detail);
  } catch (error) {
    if (error instanceof EngineError) return { ok: false, issue: issue(error.code, error.parameters) };
    if (!(error instanceof ClassifierError) || model === undefined) throw error;
    return { ok: false, issue: modelProblem(error, model, { modelName, encoders: deps.encoders.names }) };
  }
}
