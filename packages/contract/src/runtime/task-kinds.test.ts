import { expect, it } from 'vitest';
import { ArraysJob } from './job.ts';
import { findTaskKind, knownTaskKinds } from './task-kinds.ts';

it('every kind has its array in the answer, in the same order', () => {
  expect(Object.keys(ArraysJob.properties.tasks.properties.tasks.properties)).toEqual(
    knownTaskKinds.map(({ array }) => array),
  );
});

it('no name means two kinds', () => {
  const names = knownTaskKinds.flatMap(({ kind, array, aliases }) => [kind, array, ...(aliases ?? [])]);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(findTaskKind(name)).toBeDefined();
  expect(findTaskKind('customsinglelabelclassification')).toBeUndefined();
});
