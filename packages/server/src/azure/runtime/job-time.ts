/** Times of jobs: whole seconds, UTC. */
export const wholeSeconds = (time: Date) => `${time.toISOString().slice(0, 19)}Z`;

/** Times of tasks: seven decimals, as recorded. */
export const sevenDecimals = (time: Date) => `${time.toISOString().slice(0, -1)}0000Z`;

/** Times as the November 2021 documentation prints them. */
export const milliseconds = (time: Date) => time.toISOString();

/**
 * Both names of the job's time stamp, the version's own first: clients of each generation fall to null on the other one,
 * and extra members are ignored everywhere.
 */
export function jobStamps(first: 'lastUpdateDateTime' | 'lastUpdatedDateTime', time: Date) {
  const at = wholeSeconds(time);
  return first === 'lastUpdateDateTime'
    ? { lastUpdateDateTime: at, lastUpdatedDateTime: at }
    : { lastUpdatedDateTime: at, lastUpdateDateTime: at };
}
