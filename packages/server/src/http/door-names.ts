import { EngineError, type ErrorCode, type ErrorParameters } from '@taxon/engine';

/** What a door calls the things that an error of the engine names. What is not listed, it calls as the engine does. */
export interface DoorNames {
  /** Members of requests: the engine's name → the door's. */
  readonly fields: ReadonlyMap<string, string>;
  /** Kinds of projects: `single` and `multi` → the door's. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** The error with the door's names for the members that the caller sent, and for the kinds of projects. */
export function inNamesOf(names: DoorNames, error: EngineError): EngineError {
  const { field, otherField } = error.parameters;
  if (field === undefined) return error;
  const other = otherField === undefined ? {} : { otherField: fieldName(names, otherField) };
  const parameters = withKindName(names, error.code, error.parameters);
  return new EngineError(error.code, { ...parameters, field: fieldName(names, field), ...other });
}

/** The parameters of an error with the door's name for the kind of a project, where they name one. */
function withKindName({ kinds }: DoorNames, code: ErrorCode, parameters: ErrorParameters): ErrorParameters {
  if (code !== 'project/kind-immutable') return parameters;
  const kind = String(parameters.kind);
  return { ...parameters, kind: kinds.get(kind) ?? kind };
}

// Of `evaluation.kind` only the first part has another name.
function fieldName({ fields }: DoorNames, field: string | number): string {
  const [first = '', ...inner] = String(field).split('.');
  return [fields.get(first) ?? first, ...inner].join('.');
}
