import { EngineError, type ErrorCode, type ErrorParameters } from '@taxon/engine';
import { toProjectKindName } from '../azure/authoring/projects/project-wire.ts';

/** What a door calls a thing that the engine's errors name; what is not here it calls as the engine does. */
export interface DoorWords {
  /** Members of requests. */
  readonly fields: ReadonlyMap<string, string>;
  /** Kinds of projects. */
  readonly kinds: ReadonlyMap<string, string>;
}

/** Azure's doors. */
export const azureWords: DoorWords = {
  fields: new Map([
    ['modelName', 'modelLabel'],
    ['evaluation', 'evaluationOptions'],
  ]),
  kinds: new Map([
    ['single', toProjectKindName('single')],
    ['multi', toProjectKindName('multi')],
  ]),
};

/** `/v1`. */
export const v1Words: DoorWords = {
  fields: new Map([
    ['projectName', 'project'],
    ['projectKind', 'kind'],
    ['storageInputContainerName', 'container'],
    ['className', 'name'],
    ['newClassName', 'to'],
    ['modelName', 'model'],
    ['trainingConfigVersion', 'configVersion'],
    ['deploymentName', 'deployment'],
  ]),
  kinds: new Map(),
};

/** The error as a caller of this door can read it: about the members that were sent, and what holds them. */
export function inWordsOf(words: DoorWords, error: EngineError): EngineError {
  const { field, otherField } = error.parameters;
  if (field === undefined) return error;
  const named = (member: string | number) => {
    const [first = '', ...inner] = String(member).split('.');
    return [words.fields.get(first) ?? first, ...inner].join('.');
  };
  const other = otherField === undefined ? {} : { otherField: named(otherField) };
  const parameters = withKind(words, error.code, error.parameters);
  return new EngineError(error.code, { ...parameters, field: named(field), ...other });
}

/** The parameters of an error with the door's word for the kind of a project, where they name one. */
export function withKind({ kinds }: DoorWords, code: ErrorCode, parameters: ErrorParameters): ErrorParameters {
  if (code !== 'project/kind-immutable') return parameters;
  const kind = String(parameters.kind);
  return { ...parameters, kind: kinds.get(kind) ?? kind };
}
