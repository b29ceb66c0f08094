import { EngineError } from '@taxon/engine';

/** What a door calls a member that the engine's errors name; the others it calls as the engine does. */
export type FieldNames = ReadonlyMap<string, string>;

/** Azure's doors. */
export const azureFieldNames: FieldNames = new Map([['modelName', 'modelLabel']]);

/** `/v1`. */
export const v1FieldNames: FieldNames = new Map([
  ['projectName', 'project'],
  ['projectKind', 'kind'],
  ['storageInputContainerName', 'container'],
  ['className', 'name'],
  ['newClassName', 'to'],
  ['modelName', 'model'],
  ['trainingConfigVersion', 'configVersion'],
  ['deploymentName', 'deployment'],
]);

/** The error as a caller of this door can read it: about the member that was sent. */
export function inWordsOf(names: FieldNames, error: EngineError): EngineError {
  const field = names.get(String(error.parameters.field));
  return field === undefined ? error : new EngineError(error.code, { ...error.parameters, field });
}
