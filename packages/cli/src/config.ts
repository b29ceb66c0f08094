import { resolve } from 'node:path';
import { type Static, Type } from 'typebox';
import { Pointer, Value } from 'typebox/value';
import { collect, type Setting, type SettingSchema, settingsOf, settingsSchema } from './settings.ts';
import { StartProblem } from './start-problem.ts';

/** All settings, checked, section by section, with paths absolute. Frozen. */
export type Config = Readonly<Static<typeof settingsSchema>>;

const settings = settingsOf(settingsSchema);
const variables = new Set(settings.map(({ schema }) => schema.variable));

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables with the prefix TAXON_ that other programs of the project read. */
const elsewhere = /^TAXON_(URL|KEY|TEST_.*)$/;

/**
 * Reads the settings once. An empty variable counts as absent. Switches take on/off, true/false, 1/0. `folder` is where
 * relative paths begin.
 * @throws StartProblem that lists everything that is wrong, one line each.
 */
export function readConfig(environment: Environment, folder: string): Config {
  const values = collect(settingsSchema, (schema) => readValue(schema, environment, folder));
  const problems = [
    ...wrongValues(values, environment),
    ...settings.flatMap((setting) => missingNeed(setting, values)),
    ...Object.keys(environment).flatMap(unknownVariable),
  ];
  if (problems.length > 0) throw new StartProblem([...new Set(problems)].join('\n'));
  return freeze(Value.Parse(settingsSchema, values));
}

function readValue(schema: SettingSchema, environment: Environment, folder: string): unknown {
  const text = environment[schema.variable]?.trim() ?? '';
  const value = text === '' || isFromKubernetes(schema.variable, text) ? schema.default : parse(text, schema);
  return schema.path === true && typeof value === 'string' ? resolve(folder, value) : value;
}

// Text that is no number or switch stays text, so that the schema refuses it.
function parse(text: string, schema: SettingSchema): unknown {
  if (Type.IsInteger(schema)) return /^-?\d+$/.test(text) ? Number(text) : text;
  if (!Type.IsBoolean(schema)) return text;
  const word = text.toLowerCase();
  return ['on', 'true', '1'].includes(word) ? true : ['off', 'false', '0'].includes(word) ? false : text;
}

function wrongValues(values: object, environment: Environment): string[] {
  return [...Value.Errors(settingsSchema, values)].flatMap(({ instancePath }) => {
    const schema = settings.find(({ pointer }) => pointer === instancePath)?.schema;
    if (schema === undefined) return [];
    return [`${schema.variable} ${requirement(schema)}${given(schema, environment[schema.variable])}.`];
  });
}

/** What a setting must be, as a sentence without its beginning and its end. */
function requirement(schema: SettingSchema): string {
  if (schema.requirement !== undefined) return schema.requirement;
  if (Type.IsInteger(schema)) return `must be a whole number from ${schema.minimum} to ${schema.maximum}`;
  if (Type.IsBoolean(schema)) return 'must be on or off';
  if (Type.IsEnum(schema)) return `must be one of ${schema.enum.join(', ')}`;
  const { minLength = 1 } = schema;
  return minLength === 1 ? 'must not be empty' : `must have at least ${minLength} characters`;
}

const longestShown = 80;

/** The value that was given, for the end of a sentence. Empty when it may hold a secret (`@`: a password in a URL). */
function given({ secret = false }: SettingSchema, value = ''): string {
  if (secret || value.includes('@')) return '';
  const shown = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
  return `, got ${JSON.stringify(shown)}`;
}

/** A sentence when a setting is given without the one that it needs. */
function missingNeed({ pointer, schema }: Setting, values: object): string[] {
  if (schema.needs === undefined || Pointer.Get(values, pointer) === undefined) return [];
  const needed = sibling(pointer, schema.needs);
  const other = settings.find((each) => each.pointer === needed)?.schema;
  if (other === undefined) throw new TypeError(`${schema.variable} needs ${needed}, which is no setting`);
  if (Pointer.Get(values, needed) !== undefined) return [];
  const mutual = other.needs !== undefined && sibling(needed, other.needs) === pointer;
  const both = [schema.variable, other.variable];
  return mutual ? [`${both.toSorted().join(' and ')} need each other.`] : [`${both.join(' needs ')}.`];
}

function sibling(pointer: string, name: string): string {
  return `${pointer.slice(0, pointer.lastIndexOf('/'))}/${name}`;
}

function unknownVariable(name: string): string[] {
  const known = !name.startsWith('TAXON_') || variables.has(name) || elsewhere.test(name);
  return known || isFromKubernetes(name, '')
    ? []
    : [`${name} is not a setting of Taxon; docs/configuration.md lists them all.`];
}

/** In pods beside a service named taxon Kubernetes sets TAXON_PORT=tcp://… and more. They are no settings of Taxon. */
function isFromKubernetes(name: string, text: string): boolean {
  return /^TAXON_(SERVICE|PORT)_/.test(name) || (name === 'TAXON_PORT' && text.startsWith('tcp://'));
}

function freeze<T extends object>(values: T): T {
  for (const inner of Object.values(values)) if (typeof inner === 'object' && inner !== null) freeze(inner);
  return Object.freeze(values);
}
