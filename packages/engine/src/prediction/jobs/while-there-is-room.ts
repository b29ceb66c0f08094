import { EngineError, type ThreadPool } from '../../platform/index.ts';

/**
 * Callers who wait for a thread are a backlog too: beyond `limit` tasks in the pool they are told to come again
 * (`prediction/backlog`) instead of being kept.
 */
export function whileThereIsRoom<In extends unknown[], Out>(
  threads: Pick<ThreadPool, 'busy'>,
  limit: number,
  act: (...input: In) => Promise<Out>,
): (...input: In) => Promise<Out> {
  return async (...input) => {
    if (threads.busy >= limit) throw new EngineError('prediction/backlog', { count: threads.busy, limit });
    return await act(...input);
  };
}
