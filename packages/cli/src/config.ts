import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { StartProblem } from './start-problem.ts';

const number = (minimum: number, maximum: number, value: number, description: string) =>
  Type.Integer({ minimum, maximum, default: value, description });
const onOff = (value: boolean, description: string) => Type.Boolean({ default: value, description });
const optional = (description: string, rules: { pattern?: string; minLength?: number } = {}) =>
  Type.Optional(Type.String({ minLength: 1, ...rules, description }));

/** Every setting, as environment variables. The page docs/configuration.md is made from this. */
export const settingsSchema = Type.Object({
  TAXON_HOST: Type.String({ minLength: 1, default: '127.0.0.1', description: 'The address to listen on.' }),
  TAXON_PORT: number(0, 65_535, 8080, 'The port to listen on; 0 takes a free one.'),
  TAXON_DATA_DIR: Type.String({
    minLength: 1,
    default: './data',
    description:
      'The data folder: the built-in PostgreSQL, the owner key, and the folder containers in `containers/<name>/`.',
  }),
  TAXON_OWNER_KEY: optional(
    'The owner key, instead of one that is generated for a database without any; set at a later start, it replaces the key `owner`. `serve` keeps it in `<data>/owner.key`.',
    { minLength: 32 },
  ),
  TAXON_DEMO: onOff(true, 'Whether the first start makes the demo project `support-tickets`.'),
  TAXON_PUBLIC_URL: optional(
    'The address under which callers reach Taxon, for absolute URLs in answers; otherwise the Host header.',
    { pattern: '^https?://[^\\s?#]+$' },
  ),
  TAXON_TRUST_PROXY: optional(
    'Addresses or networks, separated by commas, whose X-Forwarded headers are believed; otherwise nobody.',
  ),
  TAXON_TLS_CERT: optional('File with the TLS certificate chain (PEM); with it, Taxon speaks https.'),
  TAXON_TLS_KEY: optional('File with the private key of the TLS certificate (PEM).'),
  DATABASE_URL: optional(
    'A PostgreSQL 15 or newer instead of the built-in one; `taxon server` and `taxon worker` need it.',
    { pattern: '^postgres(ql)?://' },
  ),
  DATABASE_LISTEN_URL: optional(
    'The same database past a transaction-mode pooler, for LISTEN; otherwise `DATABASE_URL`.',
    { pattern: '^postgres(ql)?://' },
  ),
  TAXON_DATABASE_CONNECTIONS: number(2, 500, 10, 'Database connections of each process at most.'),
  TAXON_LOG_LEVEL: Type.Enum(['error', 'warn', 'info', 'silent'], {
    default: 'info',
    description: 'What goes to the log (JSON lines on standard error).',
  }),
  TAXON_THREADS: number(0, 256, 0, 'Threads that compute, in each process; 0: as many as there are processors.'),
  TAXON_MODEL_CACHE_MB: number(1, 1_000_000, 256, 'Models that each process keeps in memory, in megabytes.'),
  TAXON_ENCODER_DIR: optional(
    'A folder of sentence encoders, `<name>/model.onnx` with `<name>/tokenizer.json`, that projects may name; docs/encoders.md.',
  ),
  TAXON_WORKER_PREDICTIONS: number(1, 64, 4, 'Prediction jobs that a worker runs at once.'),
  TAXON_WORKER_TRAININGS: number(1, 64, 1, 'Training jobs that a worker runs at once.'),
  TAXON_WORKER_BACKGROUND: number(1, 64, 2, 'Imports, deployments and other operations that a worker runs at once.'),
  TAXON_MAX_PROJECTS: number(1, 100_000, 500, 'Projects at most.'),
  TAXON_MAX_DOCUMENTS: number(1, 10_000_000, 100_000, 'Documents in a project at most.'),
  TAXON_PREDICTION_BACKLOG: number(1, 10_000_000, 10_000, 'Unfinished prediction jobs from which a new one gets 429.'),
  TAXON_FAILED_KEYS_PER_MINUTE: number(1, 100_000, 20, 'Wrong keys that an address may send in a minute before 429.'),
  TAXON_STRICT_JOB_STATUS: onOff(
    false,
    'Whether prediction jobs with failed tasks end as `partiallyCompleted` or `failed`; off, as all clients survive it: `succeeded`.',
  ),
  TAXON_DOCUMENTED_V32_FORM: onOff(
    false,
    'Whether v3.2-preview.2 answers exactly in the form that its November 2021 documentation printed.',
  ),
  TAXON_NOV2021_RESULT_SHIM: onOff(
    true,
    'Whether the result request of @azure/ai-text-analytics 5.2.0-beta.2 is answered when it comes without a job id.',
  ),
});
type Settings = Static<typeof settingsSchema>;

/** All settings, checked, with folders absolute; frozen. */
export type Config = Readonly<Settings> & { readonly dataDirectory: string; readonly encoderDirectory?: string };

export const settingNames = Object.keys(settingsSchema.properties) as (keyof Settings)[];

/** Variables with our prefix that other programs of the project read. */
const elsewhere = /^TAXON_(URL|KEY|TEST_.*)$/;

/** Kubernetes sets TAXON_PORT=tcp://… and more in pods beside a service named taxon; they are not meant for us. */
function isFromKubernetes(name: string, text: string): boolean {
  return /^TAXON_(SERVICE|PORT)_/.test(name) || (name === 'TAXON_PORT' && text.startsWith('tcp://'));
}

function isSetting(name: string): name is keyof Settings {
  return name in settingsSchema.properties;
}

/** The parts of a list with commas. */
export function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

/** An IP address, alone or with a prefix length. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  const fits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
  return version !== 0 && fits && rest.length === 0;
}

/**
 * Reads the settings once. An empty variable counts as absent; switches take on/off, true/false, 1/0.
 * @throws StartProblem that lists everything that is wrong, one line each.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>, folder: string): Config {
  const problems: string[] = [];
  const values: Partial<Record<keyof Settings, unknown>> = {};
  for (const name of settingNames) {
    const schema = settingsSchema.properties[name];
    const text = environment[name]?.trim() ?? '';
    const absent = text === '' || isFromKubernetes(name, text);
    const value = absent ? defaultOf(schema) : parse(text, schema);
    if (value !== undefined) values[name] = value;
  }
  for (const error of Value.Errors(settingsSchema, values)) {
    const name = error.instancePath.split('/')[1] ?? '';
    problems.push(`${name} ${requirement(name)}${given(name, environment[name])}.`);
  }
  if ((values.TAXON_TLS_CERT === undefined) !== (values.TAXON_TLS_KEY === undefined)) {
    problems.push('TAXON_TLS_CERT and TAXON_TLS_KEY need each other.');
  }
  if (typeof values.TAXON_TRUST_PROXY === 'string' && !listOf(values.TAXON_TRUST_PROXY).every(isNetwork)) {
    const got = given('TAXON_TRUST_PROXY', values.TAXON_TRUST_PROXY);
    problems.push(`TAXON_TRUST_PROXY must be addresses or networks such as 10.0.0.0/8, separated by commas${got}.`);
  }
  if (values.DATABASE_LISTEN_URL !== undefined && values.DATABASE_URL === undefined) {
    problems.push('DATABASE_LISTEN_URL needs DATABASE_URL.');
  }
  for (const name of Object.keys(environment)) {
    if (name.startsWith('TAXON_') && !isSetting(name) && !elsewhere.test(name) && !isFromKubernetes(name, '')) {
      problems.push(`${name} is not a setting of Taxon; docs/configuration.md lists them all.`);
    }
  }
  if (problems.length > 0) throw new StartProblem([...new Set(problems)].join('\n'));
  const settings = Value.Parse(settingsSchema, values);
  const encoders = settings.TAXON_ENCODER_DIR;
  return Object.freeze({
    ...settings,
    dataDirectory: resolve(folder, settings.TAXON_DATA_DIR),
    ...(encoders === undefined ? {} : { encoderDirectory: resolve(folder, encoders) }),
  });
}

/** The default of one setting as the schema states it. */
export function defaultOf(schema: object): unknown {
  return 'default' in schema ? schema.default : undefined;
}

// Text that is no number or switch stays text, so that the schema refuses it.
function parse(text: string, schema: object): unknown {
  if (Type.IsInteger(schema)) return /^-?\d+$/.test(text) ? Number(text) : text;
  if (!Type.IsBoolean(schema)) return text;
  const word = text.toLowerCase();
  return ['on', 'true', '1'].includes(word) ? true : ['off', 'false', '0'].includes(word) ? false : text;
}

const longestShown = 80;

/** The value that was given, for the end of a sentence; nothing where it may hold a secret (`@`: a password in a URL). */
function given(name: string, value = ''): string {
  if (/_KEY$|^DATABASE_/.test(name) || value.includes('@')) return '';
  const shown = value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
  return `, got ${JSON.stringify(shown)}`;
}

/** What a setting must be, as a sentence without its beginning and its end. */
function requirement(name: string): string {
  if (!isSetting(name)) return 'is wrong';
  const schema = settingsSchema.properties[name];
  if ('minimum' in schema && 'maximum' in schema)
    return `must be a whole number from ${schema.minimum} to ${schema.maximum}`;
  if (Type.IsBoolean(schema)) return 'must be on or off';
  if (name === 'TAXON_LOG_LEVEL') return 'must be one of error, warn, info, silent';
  if (name === 'TAXON_OWNER_KEY') return 'must have at least 32 characters';
  if (name === 'TAXON_PUBLIC_URL') return 'must be an http:// or https:// address without query';
  return name.startsWith('DATABASE_') ? 'must begin with postgres:// or postgresql://' : 'must not be empty';
}
