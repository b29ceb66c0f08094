import { enter } from '../../access/index.ts';
import { cutRows, FileProblem, type RowChunk } from '../../files/index.ts';
import { EngineError, requireValue } from '../../platform/index.ts';
import type { ClassifyDeps } from '../classify/classify-documents.ts';
import { loadModel } from '../classify/load-model.ts';
import { requireTarget, type Target } from '../classify/prediction-read.ts';
import type { PredictionService, StreamRequest } from '../prediction.ts';
import { inOrder } from './in-order.ts';

// Two threads compute, one result is being written, one chunk waits. More only makes other callers of the pool wait.
const chunksUnderWay = 4;

/** Rows in, rows out, any number of them: what is in memory of one stream is a few chunks. */
export function createClassifyStream(deps: ClassifyDeps): PredictionService['classifyStream'] {
  return async (actor, projectName, deploymentName, request) => {
    const target = await requireTarget(deps.db, enter(actor, 'predict', projectName), deploymentName);
    const answer = await createAnswer(deps, target, request);
    return inOrder(namingFileProblems(cutRows(request.body, request.format, request.reading)), chunksUnderWay, answer);
  };
}

/** From a chunk to its bytes, with the model that the deployment pointed at in the beginning. */
async function createAnswer<Options>(
  deps: ClassifyDeps,
  target: Target,
  { task, options }: StreamRequest<Options>,
): Promise<(chunk: RowChunk) => Promise<Uint8Array>> {
  const { modelName, kind, rules } = target;
  const classify = { model: await loadModel(deps, target), rules };
  const encoders = deps.encoders.names;
  return async (chunk) => {
    const input = { chunk, classify, modelName, encoders, kind, options };
    return requireValue(await deps.threads.run(task, input));
  };
}

async function* namingFileProblems(chunks: AsyncIterable<RowChunk>): AsyncGenerator<RowChunk> {
  try {
    yield* chunks;
  } catch (error) {
    if (error instanceof FileProblem) throw new EngineError('import/file-invalid', { problem: error.message });
    throw error;
  }
}
