import Type from 'typebox';
import { defineJob } from '../platform/index.ts';

const payload = Type.Object({ operationId: Type.String() });

/** Reads an uploaded labels file and the texts of its container into a project. */
export const importLabelsFileJob = defineJob({ name: 'import', version: 1, payload, maxAttempts: 25, priority: 5 });

/** Adds uploaded rows to a project. */
export const importRowsJob = defineJob({ name: 'import-rows', version: 1, payload, maxAttempts: 25, priority: 5 });
