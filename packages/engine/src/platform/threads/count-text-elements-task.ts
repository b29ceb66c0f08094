import { countTextElements } from '../text-elements.ts';
import { defineThreadTask } from './thread-task.ts';

/** The number of text elements of each text. */
export const countTextElementsTask = defineThreadTask(import.meta.url, (texts: readonly string[]): readonly number[] =>
  texts.map(countTextElements),
);
