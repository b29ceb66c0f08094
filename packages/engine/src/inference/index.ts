export type { ClassifiedText, ClassifyInput, ClassifyOutput, SharedModel } from './classify-input.ts';
export { classifyTask } from './classify-task.ts';
export { classifyTexts } from './classify-texts.ts';
export { createModelCache, type ModelCache } from './model-cache.ts';
export { openedModel, openModelFor } from './open-model.ts';
export { type ClassifierRefusal, unsettle } from './settle.ts';
