import { defineThreadTask } from '../platform/on-threads.ts';
import { classifyTexts } from './classify-texts.ts';

/** Classifies texts with a model of the cache. What the classifier refuses is a value: `unsettle` throws it again. */
export const classifyTask = defineThreadTask(import.meta.url, classifyTexts);
