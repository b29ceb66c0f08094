import { EngineError } from '@taxon/engine';

/** What a door calls a member that the engine's errors name; the others it calls as the engine does. */
export type FieldNames = ReadonlyMap<string, string>;

/** Azure's doors. */
export const azureFieldNames: FieldNames = new Map([
  ['modelName', 'modelLabel'],
  ['evaluation', 'evaluationOptions'],
]);

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

/** The error as a caller of this door can read it: about the members that were sent, and what holds them. */
export function inWordsOf(names: FieldNames, error: EngineError): EngineError {
  const { field, otherField } = error.parameters;
  if (field === undefined) return error;
  const named = (member: string | number) => {
    const [first = '', ...inner] = String(member).split('.');
    return [names.get(first) ?? first, ...inner].join('.');
  };
  const other = otherField === undefined ? {} : { otherField: named(otherField) };
  return new EngineError(error.code, { ...error.parameters, field: named(field), ...other });
}
