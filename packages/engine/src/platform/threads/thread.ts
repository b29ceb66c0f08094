import { countTextElements } from '../text-elements.ts';

// What a thread of the pool can do by itself, by task name. thread-pool.ts has the typed other side.
export const count = (texts: readonly string[]): number[] => texts.map(countTextElements);
