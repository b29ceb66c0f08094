/** Times of jobs, projects and models: whole seconds in UTC, as recorded: `2022-04-18T15:44:44Z`. */
export const wholeSeconds = (time: Date): string => `${time.toISOString().slice(0, 19)}Z`;

/** Times of tasks, and inside training jobs: seven decimals, as recorded: `2022-04-18T15:45:06.8190000Z`. */
export const sevenDecimals = (time: Date): string => `${time.toISOString().slice(0, -1)}0000Z`;

/** Times as the November 2021 documentation prints them. */
export const milliseconds = (time: Date): string => time.toISOString();

/** Nothing expires here. The contract requires expiry dates; this one is far away, and every date library can read it. */
export const farDate = '2099-12-31';
