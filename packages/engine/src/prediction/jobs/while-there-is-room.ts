import { EngineError, type ThreadPool } from '../../platform/index.ts';

/**
 * Makes an act that throws `prediction/backlog` while `limit` or more tasks are in the pool of threads. Callers that wait
 * for a thread are a backlog too.
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
