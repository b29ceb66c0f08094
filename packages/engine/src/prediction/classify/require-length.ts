import { countTextElementsTask, EngineError } from '../../platform/index.ts';
import { predictionLimits } from '../prediction.ts';
import { type AcceptedDocument, totalLength } from './check-request.ts';
import type { ClassifyDeps } from './classify-documents.ts';

/**
 * Throws `prediction/too-many-characters`. Counts text elements on a thread, and only when the length in UTF-16 units is over
 * the limit.
 */
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
