import { drawPerClass } from './draw.ts';
import { readSet } from './read-set.ts';
import type { Size, Task, TaskRun } from './task.ts';

const inLanguage = (split: string, language: string) =>
  readSet('sib200', split).filter((one) => one.language === language);

/** In the set's own order; `--quick` takes the first few. */
function languagesOf(size: Size): string[] {
  const all = [...new Set(readSet('sib200', 'train').map(({ language }) => language))];
  return size.languages >= all.length ? all : all.slice(0, size.languages);
}

function inOwnLanguage(language: string, name: string, draw: number | undefined, perClass: number): TaskRun {
  const train = inLanguage('train', language);
  return {
    name,
    language,
    projectLanguages: [language],
    train: draw === undefined ? train : drawPerClass(train, perClass, draw),
    tests: [{ name: language, texts: inLanguage('test', language) }],
  };
}

const common = { group: 'languages', kind: 'single', language: 'many' } as const;

export const languageTasks: readonly Task[] = [
  {
    ...common,
    name: 'sib200',
    title: 'SIB-200, 701 texts in each language',
    makeRuns: (size) => languagesOf(size).map((one) => inOwnLanguage(one, one, undefined, 0)),
  },
  {
    ...common,
    name: 'sib200-10shot',
    title: 'SIB-200, 10 examples a class in each language',
    makeRuns: (size) =>
      languagesOf(size).flatMap((one) =>
        Array.from({ length: Math.min(5, size.draws) }, (_, i) =>
          inOwnLanguage(one, `${one} draw ${i + 1}`, i + 1, 10),
        ),
      ),
  },
  {
    ...common,
    name: 'sib200-from-english',
    title: 'SIB-200, trained on English only',
    makeRuns: (size) => [
      {
        name: 'en',
        language: 'en',
        // A project that is meant for several languages says so, and gets the multilingual table.
        projectLanguages: ['en', 'de'],
        train: inLanguage('train', 'en'),
        tests: languagesOf(size).map((one) => ({ name: one, texts: inLanguage('test', one) })),
      },
    ],
  },
];
