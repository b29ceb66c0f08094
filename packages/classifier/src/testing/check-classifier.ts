import type { TrainInput } from '../documents/prepare-documents.ts';
import type { TaskKind, TrainingDocument } from '../documents/training-document.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import type { Model } from '../model/model.ts';
import type { Prediction } from '../prediction/classify.ts';
import type { TrainedModel } from '../training/train.ts';
import type { TrainOptions } from '../training/train-options.ts';

/** An algorithm to check: how to train it, to open the model file, and to classify with it. */
export interface CheckedClassifier {
  readonly kind: TaskKind;
  readonly train: (input: TrainInput, options: TrainOptions) => TrainedModel;
  readonly open: (bytes: Uint8Array) => Model;
  readonly classify: (model: Model, texts: readonly string[]) => Prediction[];
}

/** A property that every algorithm of this package must have. `run` throws when the algorithm does not have it. */
export interface ClassifierCheck {
  readonly name: string;
  readonly run: (classifier: CheckedClassifier) => void;
}

const TOPICS = [
  ['parcel', 'courier', 'delivery', 'late', 'tracking', 'address'],
  ['invoice', 'refund', 'charged', 'twice', 'payment', 'card'],
  ['password', 'login', 'code', 'locked', 'account', 'reset'],
];
const FILLER = ['please', 'help', 'my', 'the', 'was', 'again', 'today', 'why', 'still', 'not'];

/** A small problem with three clear classes. The documents of a class have different words. */
export function checkDocuments(kind: TaskKind, perClass = 8): TrainInput {
  const documents: TrainingDocument[] = [];
  for (const [c, words] of TOPICS.entries()) {
    for (let i = 0; i < perClass; i++) {
      const pick = (from: readonly string[], k: number) => from[(i * 7 + k * 3 + c) % from.length] ?? '';
      const text = `${pick(FILLER, 0)} ${pick(words, 1)} ${pick(FILLER, 2)} ${pick(words, 3)} ${pick(words, i)}`;
      const both = kind === 'multi' && i % 4 === 3;
      const other = TOPICS[(c + 1) % 3] ?? [];
      const labels = both ? [c, (c + 1) % 3].sort((a, b) => a - b) : [c];
      documents.push({ id: `${c}-${i}`, text: both ? `${text} ${pick(other, 1)} ${pick(other, 2)}` : text, labels });
    }
  }
  return { classes: ['delivery', 'billing', 'access'], documents };
}

function require(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

const QUESTIONS = [
  'where is my parcel',
  'refund the payment',
  'reset password code',
  '',
  '   ',
  'x',
  'qwxyz zzyzx',
  '😀 你好',
];

function ask(checked: CheckedClassifier, input: TrainInput, texts = QUESTIONS, seed = 1): Prediction[] {
  return checked.classify(checked.open(checked.train(input, { seed }).bytes), texts);
}

function requireSound(checked: CheckedClassifier, predictions: readonly Prediction[], classCount: number): void {
  for (const { scores, predicted } of predictions) {
    require(scores.length === classCount, `${scores.length} scores for ${classCount} classes`);
    require(scores.every((s) => s >= 0 && s <= 1), `a score is outside 0…1: ${scores.join(' ')}`);
    require(scores.every((s) => Math.round(s * 1e6) / 1e6 === s), 'a score has more than 6 decimals');
    require(predicted.every(
      (c) => Number.isInteger(c) && c >= 0 && c < classCount,
    ), 'a predicted class does not exist');
    if (checked.kind === 'single') {
      const sum = scores.reduce((total, s) => total + s, 0);
      require(Math.abs(sum - 1) < 1e-4, `single-label scores sum to ${sum}`);
      require(predicted.length === 1, 'single-label answers one class');
    }
  }
}

function requireRefusal(code: ClassifierError['code'], act: () => void): void {
  try {
    act();
  } catch (error) {
    require(error instanceof ClassifierError && error.code === code, `expected ${code}, got ${error}`);
    return;
  }
  throw new Error(`expected ${code}, but nothing was refused`);
}

const determinism: ClassifierCheck = {
  name: 'gives the same bytes for the same documents, seed and settings, in any order of the input',
  run(checked) {
    const input = checkDocuments(checked.kind);
    const first = checked.train(input, { seed: 4 }).bytes;
    const reversed = { ...input, documents: [...input.documents].reverse() };
    require(sameBytes(first, checked.train(input, { seed: 4 }).bytes), 'two runs differ');
    require(sameBytes(first, checked.train(reversed, { seed: 4 }).bytes), 'the order of the documents matters');
  },
};

const labelPermutation: ClassifierCheck = {
  name: 'does not care which index a class has',
  run(checked) {
    const input = checkDocuments(checked.kind);
    const to = [2, 0, 1];
    const classes = input.classes.map((_, c) => input.classes[to.indexOf(c)] ?? '');
    const documents = input.documents.map((document) => {
      return { ...document, labels: document.labels.map((c) => to[c] ?? 0).sort((a, b) => a - b) };
    });
    const plain = ask(checked, input);
    const permuted = ask(checked, { classes, documents });
    for (const [i, { scores }] of plain.entries()) {
      for (const [c, score] of scores.entries()) {
        const other = permuted[i]?.scores[to[c] ?? 0] ?? -1;
        require(Math.abs(score - other) < 0.02, `text ${i}: class ${c} scores ${score}, permuted ${other}`);
      }
    }
  },
};

const learns: ClassifierCheck = {
  name: 'learns clear classes, and bears empty, one-word and unseen texts',
  run(checked) {
    const predictions = ask(checked, checkDocuments(checked.kind));
    requireSound(checked, predictions, 3);
    for (const c of [0, 1, 2]) require(predictions[c]?.predicted[0] === c, `question ${c} was answered wrongly`);
  },
};

const oneClass: ClassifierCheck = {
  name: 'trains with one class',
  run(checked) {
    const documents = checkDocuments(checked.kind).documents.map((document) => ({ ...document, labels: [0] }));
    requireSound(checked, ask(checked, { classes: ['only'], documents }), 1);
  },
};

const fewDocuments: ClassifierCheck = {
  name: 'trains with one and two documents, with a class of one document and a class of none',
  run(checked) {
    const { documents } = checkDocuments(checked.kind);
    const pure = documents.filter(({ labels }) => labels.length === 1);
    const rare = pure.filter(({ labels }, i) => labels[0] !== 2 || i === pure.length - 1);
    const pick = (...wanted: number[]) => wanted.flatMap((c) => pure.find(({ labels }) => labels[0] === c) ?? []);
    for (const few of [pick(0), pick(0, 1), rare]) {
      requireSound(checked, ask(checked, { classes: ['a', 'b', 'c', 'empty'], documents: few }), 4);
    }
  },
};

const emptyTexts: ClassifierCheck = {
  name: 'trains with empty texts only',
  run(checked) {
    const documents = [0, 1, 0, 1].map((c, i) => ({ id: `${i}`, text: '', labels: [c] }));
    requireSound(checked, ask(checked, { classes: ['a', 'b'], documents }), 2);
  },
};

const manyClasses: ClassifierCheck = {
  name: 'trains 200 classes',
  run(checked) {
    const classes = Array.from({ length: 200 }, (_, c) => `class ${c}`);
    const documents = Array.from({ length: 600 }, (_, i) => {
      return { id: `${i}`, text: `word${i % 200} token${i % 200} number ${i}`, labels: [i % 200] };
    });
    const predictions = ask(checked, { classes, documents }, ['word17 token17', 'word199']);
    requireSound(checked, predictions, 200);
    require(predictions[0]?.predicted[0] === 17 && predictions[1]?.predicted[0] === 199, 'a clear class is not found');
  },
};

const contradictions: ClassifierCheck = {
  name: 'bears duplicates with contradicting labels',
  run(checked) {
    const documents = Array.from({ length: 40 }, (_, i) => ({ id: `${i}`, text: 'the same text', labels: [i % 2] }));
    const [prediction] = ask(checked, { classes: ['a', 'b'], documents }, ['the same text']);
    require(Math.abs((prediction?.scores[0] ?? 0) - 0.5) < 0.15, `a coin toss scores ${prediction?.scores[0]}`);
  },
};

const roundTrip: ClassifierCheck = {
  name: 'answers the same from copied, shifted and shared bytes, all at once or one by one',
  run(checked) {
    const { bytes } = checked.train(checkDocuments(checked.kind), { seed: 2 });
    const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
    shared.set(bytes);
    const shifted = new Uint8Array(bytes.length + 1).subarray(1);
    shifted.set(bytes);
    const plain = JSON.stringify(checked.classify(checked.open(bytes), QUESTIONS));
    for (const other of [shared, shifted]) {
      require(JSON.stringify(checked.classify(checked.open(other), QUESTIONS)) === plain, 'the bytes’ place matters');
    }
    const model = checked.open(bytes);
    const single = QUESTIONS.flatMap((text) => checked.classify(model, [text]));
    require(JSON.stringify(single) === plain, 'splitting the texts matters');
  },
};

const abort: ClassifierCheck = {
  name: 'stops when told to, at the start and in the middle',
  run(checked) {
    const input = checkDocuments(checked.kind);
    requireRefusal('aborted', () => checked.train(input, { seed: 1, signal: { aborted: true } }));
    let asked = 0;
    const late = {
      get aborted() {
        return ++asked > 4;
      },
    };
    requireRefusal('aborted', () => checked.train(input, { seed: 1, signal: late }));
  },
};

const refusals: ClassifierCheck = {
  name: 'refuses impossible input by name',
  run(checked) {
    const { classes, documents } = checkDocuments(checked.kind);
    requireRefusal('too-few-documents', () => checked.train({ classes, documents: [] }, { seed: 1 }));
    requireRefusal('too-few-classes', () => checked.train({ classes: [], documents }, { seed: 1 }));
    const stray = [{ id: 'a', text: 'b', labels: [3] }];
    requireRefusal('invalid-document', () => checked.train({ classes, documents: stray }, { seed: 1 }));
    requireRefusal('invalid-setting', () => checked.train({ classes, documents }, { seed: 1, settings: { cost: 0 } }));
  },
};

const progress: ClassifierCheck = {
  name: 'reports progress from 0 to 1 without stepping back',
  run(checked) {
    const seen: number[] = [];
    checked.train(checkDocuments(checked.kind), { seed: 1, onProgress: (fraction) => seen.push(fraction) });
    require(seen[0] === 0 && seen.at(-1) === 1, `progress was ${seen.join(' ')}`);
    require(seen.every((one, i) => one >= (seen[i - 1] ?? 0)), 'progress stepped back');
  },
};

export const classifierChecks: readonly ClassifierCheck[] = [
  ...[determinism, labelPermutation, learns, oneClass, fewDocuments, emptyTexts, manyClasses],
  ...[contradictions, roundTrip, abort, refusals, progress],
];
