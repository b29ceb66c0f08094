import { ClassifierError } from '@taxon/classifier';
import { type ClassifyInput, classifyTask, type SharedModel, unsettle } from '../../inference/index.ts';
import { EngineError, findLanguage, type Issue, issue, languages, type ThreadPool } from '../../platform/index.ts';
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

/** Thresholds as in DetailOutput; explanations by good document. */
export type Detail = Pick<DetailOutput, 'classes' | 'thresholds' | 'explanations'>;

/** Answers by document, or why the model cannot answer at all. */
export type Classified =
  | {
      readonly ok: true;
      readonly documents: readonly (ClassifiedDocument | RefusedDocument)[];
      /** What was wanted beside, by good document. */
      readonly detail: Detail | undefined;
    }
  | { readonly ok: false; readonly issue: Issue };

const supported = languages.join(',');

/** What is wrong with a document by itself; the text's length is judged with the whole request. */
function documentProblem({ text, language }: AcceptedDocument): Issue | undefined {
  if (text.trim() === '') return issue('prediction/document-empty');
  if (language !== undefined && findLanguage(language) === undefined) {
    return issue('prediction/language-unsupported', { language, supported });
  }
  return undefined;
}

/**
 * Classifies documents with the model that a deployment points at, on a thread of the pool. The only way from a text to
 * an answer, for jobs and for the synchronous call alike, so both give the same scores. `wanted`: with details.
 */
export async function classifyDocuments(
  deps: ClassifyDeps,
  target: Target,
  documents: readonly AcceptedDocument[],
  wanted?: WantedDetail,
): Promise<Classified> {
  const { modelName, kind, thresholds } = target;
  const problems = documents.map(documentProblem);
  const texts = documents.filter((_, index) => problems[index] === undefined).map(({ text }) => text);
  if (texts.length === 0)
    return {
      ok: true,
      documents: outcomesOf(documents, problems, kind, { classes: [], texts: [] }),
      detail: undefined,
    };
  let model: SharedModel | undefined;
  try {
    model = await loadModel(deps, target);
    const input: ClassifyInput = { model, texts, thresholds, wantCharacters: wanted === undefined };
    if (wanted === undefined) {
      const answers = unsettle(await deps.threads.run(classifyTask, input));
      return { ok: true, documents: outcomesOf(documents, problems, kind, answers), detail: undefined };
    }
    const detail = unsettle(await deps.threads.run(classifyInDetailTask, { ...input, explain: wanted.explain }));
    return { ok: true, documents: outcomesOf(documents, problems, kind, detail), detail };
  } catch (error) {
    if (error instanceof EngineError) return { ok: false, issue: issue(error.code, error.parameters) };
    if (!(error instanceof ClassifierError) || model === undefined) throw error;
    return { ok: false, issue: modelProblem(error, model, { modelName, encoders: deps.encoders.names }) };
  }
}
