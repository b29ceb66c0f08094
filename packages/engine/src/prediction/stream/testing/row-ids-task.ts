import { defineThreadTask } from '../../../platform/on-threads.ts';
import { answerRows } from '../answer-rows.ts';

/** For tests of the stream: answers the ids of the rows. */
export const rowIdsTask = defineThreadTask(
  import.meta.url,
  answerRows((rows) => rows.map(({ id }) => `${id}\n`).join('')),
);
