export type { ClassifiedText, ClassifyInput, ClassifyOutput, SharedModel } from './classify-input.ts';
export { classifyTexts } from './classify-task.ts';
export { classifyTask } from './classify-texts.ts';
export type { ModelCache } from './model-cache.ts';
export { createModelCache } from './model-cache.ts';
export { viewOf } from './model-views.ts';
export { openPrepared } from './open-prepared.ts';
export type { Settled } from './settle.ts';
export { unsettle } from './settle.ts';
