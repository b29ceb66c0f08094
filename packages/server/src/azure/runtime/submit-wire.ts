import { type ArraysSubmit, findTaskKind, type ItemsSubmit, type RuntimeShape } from '@taxon/contract';
import type { InputDocument, PredictionService, PredictionTask } from '@taxon/engine';
import { invalidBody, invalidField } from '../../http/door-fault.ts';
import { FaultError } from '../../http/fault.ts';

export type SubmitCommand = Parameters<PredictionService['submit']>[1];
type Input = ItemsSubmit['analysisInput']['documents'][number];
// Jobs are kept for a day, so a later end has no effect. A far larger number of seconds is no valid date.
const daySeconds = 86_400;
type Parameters_ = Readonly<Record<string, unknown>> | null | undefined;

/** A submit with tasks as items (2022-02-01-preview and later) as a command of the engine. */
export function itemsSubmitCommand(body: ItemsSubmit, { autoLanguage }: RuntimeShape): SubmitCommand {
  const auto = autoLanguage ? { language: body.defaultLanguage } : undefined;
  return {
    ...displayName(body.displayName),
    documents: body.analysisInput.documents.map((document, index) => inputDocument(document, index, auto)),
    tasks: body.tasks.map((task, index) => predictionTask(task.kind, task, `tasks[${index}]`)),
    ...(typeof body.cancelAfter === 'number' ? { cancelAfterSeconds: Math.min(body.cancelAfter, daySeconds) } : {}),
  };
}

/** A submit with one array of tasks a kind (v3.2-preview.2, 2021-11-01-preview) as a command of the engine. */
export function arraysSubmitCommand(body: ArraysSubmit): SubmitCommand {
  return {
    ...displayName(body.displayName),
    documents: body.analysisInput.documents.map((document, index) => inputDocument(document, index, undefined)),
    tasks: Object.entries(body.tasks).flatMap(([array, tasks]) =>
      (tasks ?? []).map((task, index) => predictionTask(array, task, `tasks.${array}[${index}]`)),
    ),
  };
}

// `auto` holds the language that "auto" stands for, in versions that have it. In others "auto" is a language like any other.
function inputDocument(
  { id, text, language }: Input,
  index: number,
  auto: { language: string | null | undefined } | undefined,
): InputDocument {
  wellFormed(id, `analysisInput.documents[${index}].id`);
  const asked = auto !== undefined && language === 'auto' ? auto.language : language;
  return { id, text, ...(asked === undefined || asked === null || asked === '' ? {} : { language: asked }) };
}

function predictionTask(
  kindName: string,
  task: { taskName?: string | null; parameters?: Parameters_ },
  field: string,
): PredictionTask {
  const known = findTaskKind(kindName);
  if (known === undefined) throw new FaultError(unknownTask(kindName));
  const { taskName, parameters } = task;
  checkLoggingOptOut(parameters, field);
  return {
    kind: known.serves ?? 'unsupported',
    kindName,
    ...(taskName === undefined || taskName === null ? {} : { name: wellFormed(taskName, `${field}.taskName`) }),
    projectName: named(parameters, ['projectName', 'project-name'], field, known.serves !== undefined),
    deploymentName: named(parameters, ['deploymentName', 'deployment-name'], field, known.serves !== undefined),
  };
}

// Kebab-case in November 2021, camelCase since; each door takes both.
function named(parameters: Parameters_, names: [string, string], field: string, required: boolean): string {
  const [name, older] = names;
  checkSpellings(parameters, names, field);
  const value = parameters?.[name] ?? parameters?.[older] ?? undefined;
  if (typeof value === 'string' && value !== '') return wellFormed(value, `${field}.parameters.${name}`);
  if (value === undefined && !required) return '';
  throw invalidField(
    `${field}.parameters.${name}`,
    value === undefined ? `is required (also spelled ${older})` : 'must be a string that is not empty',
    value,
  );
}

/** Both spellings of a name may be sent, with one value. */
function checkSpellings(parameters: Parameters_, [name, older]: readonly [string, string], field: string): void {
  const value = parameters?.[name] ?? undefined;
  const other = parameters?.[older] ?? undefined;
  if (value === undefined || other === undefined || value === other) return;
  throw invalidField(
    `${field}.parameters.${older}`,
    `must be the same as ${name}, which is ${JSON.stringify(value)}`,
    other,
  );
}

/** It has no effect, since no text is logged. A value of another type is a mistake that the caller should hear of. */
function checkLoggingOptOut(parameters: Parameters_, field: string): void {
  const value = parameters?.loggingOptOut ?? undefined;
  if (value === undefined || typeof value === 'boolean') return;
  throw invalidField(`${field}.parameters.loggingOptOut`, 'must be true or false', value);
}

const displayName = (name: string | null | undefined) =>
  name === undefined || name === null ? {} : { displayName: wellFormed(name, 'displayName') };

/** Names and ids: no U+0000 (a database text cannot hold it), no lone surrogates. */
function wellFormed(value: string, field: string): string {
  if (value.isWellFormed() && !value.includes('\0')) return value;
  throw invalidField(field, 'must not contain U+0000 or lone surrogates', value);
}

const unknownTask = (kindName: string) => ({
  ...invalidBody(`There is no task of the kind ${JSON.stringify(kindName.slice(0, 80))}.`),
  outerMessage: 'InvalidTask in AnalyzeInput',
});
