// A thread of threads.test.ts. It answers each task with what the task made: model bytes, scores, or the code of a refusal.
import { parentPort } from 'node:worker_threads';
import { ClassifierError, classify, openModel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

export interface TestAct {
  readonly act: 'train' | 'classify';
  readonly model?: Uint8Array;
  readonly texts?: readonly string[];
  /** One Int32: another number than 0 stops the training, as in the product. */
  readonly flag: Int32Array;
}

function work({ act, model, texts, flag }: TestAct): unknown {
  const signal = {
    get aborted() {
      return Atomics.load(flag, 0) !== 0;
    },
  };
  try {
    if (act === 'train') return trainSingleLabel(checkDocuments('single', 60), { seed: 5, signal }).bytes;
    return classify(openModel(model ?? new Uint8Array(0)), texts ?? []).map(({ scores }) => [...scores]);
  } catch (error) {
    if (error instanceof ClassifierError) return error.code;
    throw error;
  }
}

parentPort?.on('message', (task: TestAct) => parentPort?.postMessage(work(task)));
