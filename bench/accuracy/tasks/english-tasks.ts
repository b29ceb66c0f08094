import { drawPerClass, sample } from './draw.ts';
import { readSet } from './read-set.ts';
import type { LabelledText, Size, Task, TaskRun } from './task.ts';

const english = { language: 'en', projectLanguages: ['en'] } as const;
const SEED = 1;

function run(name: string, train: readonly LabelledText[], test: readonly LabelledText[], size: Size): TaskRun {
  return {
    ...english,
    name,
    train: sample(train, size.train, SEED),
    tests: [{ name: 'test', texts: sample(test, size.test, SEED) }],
  };
}

function full(set: string, title: string, kind: 'single' | 'multi'): Task {
  return {
    name: set,
    title,
    group: 'full',
    kind,
    language: 'en',
    makeRuns: (size) => [run('all', readSet(set, 'train'), readSet(set, 'test'), size)],
  };
}

/** Five seeded draws from the training part, judged on the whole test part. */
function fewShot(set: string, title: string, perClass: number): Task {
  return {
    name: `${set}-${perClass}shot`,
    title: `${title}, ${perClass} examples a class`,
    group: 'few-shot',
    kind: 'single',
    language: 'en',
    makeRuns: (size) =>
      Array.from({ length: Math.min(5, size.draws) }, (_, i) =>
        run(`draw ${i + 1}`, drawPerClass(readSet(set, 'train'), perClass, i + 1), readSet(set, 'test'), size),
      ),
  };
}

function shipped(perClass: number): Task {
  return {
    name: `banking77-${perClass}shot-shipped`,
    title: `Banking77, ${perClass} examples a class, the published draw`,
    group: 'few-shot',
    kind: 'single',
    language: 'en',
    makeRuns: (size) => [
      run('shipped', readSet('banking77', `train_${perClass}shot`), readSet('banking77', 'test'), size),
    ],
  };
}

const emoji = (name: string, train: number, test: number, more: Partial<Task>): Task => ({
  ...full('tweet_emoji', 'TweetEval emoji', 'single'),
  name,
  ...more,
  makeRuns: (size) => [
    run(
      'all',
      sample(readSet('tweet_emoji', 'train'), train, SEED),
      sample(readSet('tweet_emoji', 'test'), test, SEED),
      size,
    ),
  ],
});

export const englishTasks: readonly Task[] = [
  full('banking77', 'Banking77', 'single'),
  full('ag_news', 'AG News', 'single'),
  full('sms_spam', 'SMS Spam', 'single'),
  full('trec', 'TREC, 6 classes', 'single'),
  full('trec_fine', 'TREC, 50 classes', 'single'),
  full('newsgroups20', '20 Newsgroups', 'single'),
  full('reuters21578', 'Reuters-21578', 'multi'),
  full('nlupp', 'NLU++', 'multi'),
  full('cooking_tags', 'Cooking tags', 'multi'),
  emoji('tweet_emoji', 15_000, 10_000, {
    title: 'TweetEval emoji, sample',
    note: '15,000 of 45,000 training and 10,000 of 50,000 test texts, so that every peer ends in time.',
  }),
  emoji('tweet_emoji-whole', 45_000, 50_000, { title: 'TweetEval emoji, whole', onRequest: true }),
  fewShot('banking77', 'Banking77', 10),
  fewShot('banking77', 'Banking77', 5),
  shipped(10),
  shipped(5),
  fewShot('ag_news', 'AG News', 8),
  fewShot('ag_news', 'AG News', 64),
  fewShot('trec', 'TREC, 6 classes', 10),
  fewShot('sms_spam', 'SMS Spam', 8),
];
