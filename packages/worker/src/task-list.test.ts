import { expireJob, jobDefinitions, predictJob, trainJob } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { handlers } from './handlers/all-handlers.ts';
import { expire } from './handlers/expire.ts';
import { train } from './handlers/train.ts';
import { createTaskList } from './task-list.ts';

describe('createTaskList', () => {
  it('has a handler for every job of the engine', () => {
    expect([...createTaskList(jobDefinitions, handlers).keys()].sort()).toEqual(
      jobDefinitions.map(({ name }) => name).sort(),
    );
  });

  it('refuses a missing, a double and an unknown handler', () => {
    expect(() => createTaskList([trainJob, predictJob], [train])).toThrow('predict');
    expect(() => createTaskList([trainJob], [train, train])).toThrow('two handlers');
    expect(() => createTaskList([trainJob], [train, expire])).toThrow('"expire"');
    expect(createTaskList([trainJob, expireJob], [expire, train]).size).toBe(2);
  });
});
