import { LRUCache } from 'lru-cache';

/** Knows which jobs a process has answered a poll for. */
export interface FirstPolls {
  /** True the first time that this job is asked about. */
  isFirst(jobId: string): boolean;
}

// A job is polled within seconds of its submission, so the oldest ids can be forgotten.
const remembered = 10_000;

/** Whether the client is the November 2021 JavaScript one, by the name that it sends. */
export const isNov2021JavaScript = (userAgent: string | undefined): boolean =>
  userAgent?.includes('azsdk-js-ai-text-analytics/5.2.0') === true;

/**
 * `@azure/ai-text-analytics` 5.2.0-beta.2 with `@azure/core-lro` 2.2.5 keeps a job's address only when a poll has shown the
 * job unfinished. Otherwise it asks for its result without an id, and two jobs at once cannot be distinguished. It polls
 * twice without a pause, so an unfinished first answer costs it one round trip.
 */
export function createFirstPolls(): FirstPolls {
  const seen = new LRUCache<string, true>({ max: remembered });
  return {
    isFirst(jobId) {
      if (seen.has(jobId)) return false;
      seen.set(jobId, true);
      return true;
    },
  };
}
