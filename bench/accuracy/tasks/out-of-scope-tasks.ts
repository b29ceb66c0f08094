import { sample, shuffled } from './draw.ts';
import { readSet } from './read-set.ts';
import type { LabelledText, Size, Task, TaskRun } from './task.ts';

const LEFT_OUT = 20;
const english = { language: 'en', projectLanguages: ['en'] } as const;
const known = (classes: ReadonlySet<string>, texts: readonly LabelledText[]) =>
  texts.filter(({ labels }) => classes.has(labels[0] ?? ''));

/** The seed chooses 20 classes that are left out of the training. Their test texts are the ones out of scope. */
function leaveOut(seed: number, size: Size): TaskRun {
  const train = readSet('banking77', 'train');
  const all = [...new Set(train.map(({ labels }) => labels[0] ?? ''))].sort();
  const kept = new Set(shuffled(all, seed).slice(LEFT_OUT));
  const test = sample(readSet('banking77', 'test'), size.test, 1);
  return {
    ...english,
    name: `draw ${seed}`,
    train: sample(known(kept, train), size.train, 1),
    tests: [{ name: 'test', texts: test.map((one) => (kept.has(one.labels[0] ?? '') ? one : { ...one, labels: [] })) }],
  };
}

/** Test texts of four sets about other subjects, at most 500 of each. */
function otherDomains(size: Size): LabelledText[] {
  const foreign = [
    ...['ag_news', 'trec', 'sms_spam'].map((set) => readSet(set, 'test')),
    readSet('sib200', 'test').filter(({ language }) => language === 'en'),
  ];
  return foreign.flatMap((texts) => sample(texts, Math.min(500, size.test), 1).map((one) => ({ ...one, labels: [] })));
}

export const outOfScopeTasks: readonly Task[] = [
  {
    name: 'banking77-left-out',
    title: `Banking77 without ${LEFT_OUT} of its 77 classes`,
    group: 'out-of-scope',
    kind: 'single',
    language: 'en',
    makeRuns: (size) => Array.from({ length: Math.min(3, size.draws) }, (_, i) => leaveOut(i + 1, size)),
  },
  {
    name: 'banking77-other-domains',
    title: 'Banking77 against AG News, TREC, SMS and SIB-200',
    group: 'out-of-scope',
    kind: 'single',
    language: 'en',
    makeRuns: (size) => [
      {
        ...english,
        name: 'all',
        train: sample(readSet('banking77', 'train'), size.train, 1),
        tests: [
          { name: 'test', texts: [...sample(readSet('banking77', 'test'), size.test, 1), ...otherDomains(size)] },
        ],
      },
    ],
  },
];
