import { enter, requireRight } from '../../access/index.ts';
import { EngineError, requireValue } from '../../platform/index.ts';
import { acceptDocuments } from '../classify/check-request.ts';
import { type Classified, classifyDocuments, type Detail } from '../classify/classify-documents.ts';
import type { SimilarDocument } from '../classify/detail.ts';
import { requireTarget } from '../classify/prediction-read.ts';
import { requireLength } from '../classify/require-length.ts';
import type { ClassifyResult, PredictionService, RankedClass } from '../prediction.ts';
import { type FindSimilarDeps, findSimilar } from '../similar/find-similar.ts';

const mostSimilar = 20;

/** The synchronous call: classifies some documents and answers all scores, with details that were asked for. */
export function createClassify(deps: FindSimilarDeps): PredictionService['classify'] {
  return async (actor, projectName, deploymentName, submitted, wanted = {}): Promise<ClassifyResult> => {
    const { similar = 0 } = wanted;
    const scope = enter(actor, 'predict', projectName);
    if (similar > 0) requireRight(actor, 'read', projectName);
    if (similar > mostSimilar) {
      throw new EngineError('input/invalid', {
        field: 'similar',
        rule: `must be at most ${mostSimilar}`,
        value: similar,
      });
    }
    const accepted = acceptDocuments(submitted);
    await requireLength(deps, accepted);
    const target = await requireTarget(deps.db, scope, deploymentName);
    const { documents, detail } = requireValue(await classifyDocuments(deps, target, accepted, wanted));
    const texts = accepted.filter((_, index) => documents[index]?.ok).map(({ text }) => text);
    const examples = similar === 0 || texts.length === 0 ? [] : await findSimilar(deps, target, texts, similar);
    const { confidenceThreshold, inScopeShare } = target.rules;
    return {
      modelName: target.modelName,
      kind: target.kind,
      confidenceThreshold,
      inScopeShare: target.kind === 'single' ? inScopeShare : undefined,
      documents: documentsOf(documents, detail, examples, confidenceThreshold),
    };
  };
}

/** Details and examples are by good document. */
function documentsOf(
  documents: Classified['documents'],
  detail: Detail | undefined,
  examples: readonly (readonly SimilarDocument[])[],
  confidenceThreshold: number | undefined,
): ClassifyResult['documents'] {
  const thresholds = new Map(detail?.classes.map((name, at) => [name, detail.thresholds[at] ?? confidenceThreshold]));
  let next = 0;
  return documents.map((document) => {
    if (!document.ok) return document;
    const { ok, id, predicted, abstained, warnings } = document;
    const scores = document.scores.map((score): RankedClass => {
      const threshold = thresholds.get(score.className);
      return threshold === undefined ? score : { ...score, threshold };
    });
    const at = next++;
    const explanations = detail?.explanations[at];
    const similar = examples[at];
    return {
      ok,
      id,
      predicted,
      scores,
      abstained,
      warnings,
      ...(explanations === undefined ? {} : { explanations }),
      ...(similar === undefined ? {} : { similar }),
    };
  });
}
