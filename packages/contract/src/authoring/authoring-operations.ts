import { dataOperations } from './data-operations.ts';
import { furtherOperations } from './further-operations.ts';
import { modelOperations } from './model-operations.ts';

/** Every operation of the authoring contract, one row each. */
export const authoringOperations = [...dataOperations, ...modelOperations, ...furtherOperations] as const;

export type AuthoringOperationId = (typeof authoringOperations)[number]['id'];
