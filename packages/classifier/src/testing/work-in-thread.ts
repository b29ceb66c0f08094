// A worker thread of threads.test.ts: trains or classifies, and looks at a shared abort flag as a product thread does.
import { parentPort, workerData } from 'node:worker_threads';
import { ClassifierError, classify, openModel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from './check-classifier.ts';

interface Task {
  readonly act: 'train' | 'classify';
  readonly model?: Uint8Array;
  readonly texts?: readonly string[];
  readonly flag: Int32Array;
}

const { act, model, texts, flag }: Task = workerData;
const signal = {
  get aborted() {
    return Atomics.load(flag, 0) !== 0;
  },
};

function work(): unknown {
  try {
    if (act === 'train') return trainSingleLabel(checkDocuments('single', 60), { seed: 5, signal }).bytes;
    return classify(openModel(model ?? new Uint8Array(0)), texts ?? []).map(({ scores }) => [...scores]);
  } catch (error) {
    if (error instanceof ClassifierError) return error.code;
    throw error;
  }
}

parentPort?.postMessage(work());
