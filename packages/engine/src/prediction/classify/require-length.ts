import { countTextElementsTask, EngineError } from '../../platform/index.ts';
import { predictionLimits } from '../prediction.ts';
import { type AcceptedDocument, totalLength } from './check-request.ts';
import type { ClassifyDeps } from './classify-documents.ts';

/** Counted off the event loop, and only when the length alone does not already answer. */
export async function requireLength(
  { threads }: Pick<ClassifyDeps, 'threads'>,
  documents: readonly AcceptedDocument[],
): Promise<void> {
  const limit = predictionLimits.textElements;
  if (totalLength(documents) <= limit) return;
  const counts = await threads.run(
    countTextElementsTask,
    documents.map(({ text }) => text),
  );
  const length = counts.reduce((sum, count) => sum + count, 0);
  if (length > limit) throw new EngineError('prediction/too-many-characters', { length, limit });
}
