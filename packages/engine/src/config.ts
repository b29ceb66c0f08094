import { availableParallelism } from 'node:os';
import { type Static, Type } from 'typebox';
import { setting } from './platform/settings.ts';

export { type SettingNotes, setting } from './platform/settings.ts';

// Every command loads this file, and most of them never run the engine: it imports types, notes and nothing heavy.

const databaseAddress = {
  pattern: '^postgres(ql)?://',
  requirement: 'must begin with postgres:// or postgresql://',
  secret: true,
};

/** The settings that the engine reads. */
export const engineSettings = Type.Object(
  {
    connectionString: Type.Optional(
      Type.String({
        ...databaseAddress,
        ...setting(
          'DATABASE_URL',
          'A PostgreSQL 15 or newer instead of the built-in one; `taxon server` and `taxon worker` need it.',
        ),
      }),
    ),
    listenConnectionString: Type.Optional(
      Type.String({
        ...databaseAddress,
        ...setting(
          'DATABASE_LISTEN_URL',
          'The same database past a transaction-mode pooler, for LISTEN; otherwise `DATABASE_URL`.',
          { needs: 'connectionString' },
        ),
      }),
    ),
    maxConnections: Type.Integer({
      minimum: 2,
      maximum: 500,
      default: 10,
      ...setting('TAXON_DATABASE_CONNECTIONS', 'Database connections of each process at most.'),
    }),
    threads: Type.Integer({
      minimum: 0,
      maximum: 256,
      default: 0,
      ...setting('TAXON_THREADS', 'Threads that compute, in each process; 0: as many as there are processors.'),
    }),
    modelCacheMegabytes: Type.Integer({
      minimum: 1,
      maximum: 1_000_000,
      default: 256,
      ...setting('TAXON_MODEL_CACHE_MB', 'Models that each process keeps in memory, in megabytes.'),
    }),
    encoderDirectory: Type.Optional(
      Type.String({
        minLength: 1,
        ...setting(
          'TAXON_ENCODER_DIR',
          'A folder of sentence encoders, `<name>/model.onnx` with `<name>/tokenizer.json`, that projects may name; docs/encoders.md.',
          { path: true },
        ),
      }),
    ),
    uploadMegabytes: Type.Integer({
      minimum: 1,
      maximum: 1_000_000_000,
      default: 8_192,
      ...setting(
        'TAXON_UPLOADS_MB',
        'Megabytes of imports that a process receives at once, in the folder `uploads` of the data folder; more get 429.',
      ),
    }),
    limits: Type.Object({
      projects: Type.Integer({
        minimum: 1,
        maximum: 100_000,
        default: 500,
        ...setting('TAXON_MAX_PROJECTS', 'Projects at most.'),
      }),
      documents: Type.Integer({
        minimum: 1,
        maximum: 10_000_000,
        default: 100_000,
        ...setting('TAXON_MAX_DOCUMENTS', 'Documents in a project at most.'),
      }),
      predictionBacklog: Type.Integer({
        minimum: 1,
        maximum: 10_000_000,
        default: 10_000,
        ...setting('TAXON_PREDICTION_BACKLOG', 'Unfinished prediction jobs from which a new one gets 429.'),
      }),
    }),
  },
  { title: 'Database and computing', description: 'Every process reads these.' },
);

export type EngineSettings = Static<typeof engineSettings>;

/** What an engine works with. */
export interface EngineConfig
  extends Readonly<Omit<EngineSettings, 'connectionString' | 'modelCacheMegabytes' | 'limits'>> {
  /** PostgreSQL 15 or newer. Its schema has to be migrated already (see `migrate`). */
  readonly connectionString: string;
  /** Folder containers lie in `<dataDirectory>/containers/<name>/`. */
  readonly dataDirectory: string;
  /** Models kept in memory, in bytes of their files. */
  readonly modelCacheBytes: number;
  readonly limits: Readonly<EngineSettings['limits']>;
}

/** The settings as an engine takes them, for one database and one data folder. */
export function toEngineConfig(
  { modelCacheMegabytes, threads, ...settings }: EngineSettings,
  place: Pick<EngineConfig, 'connectionString' | 'dataDirectory'>,
): EngineConfig {
  return {
    ...settings,
    ...place,
    threads: threads === 0 ? availableParallelism() : threads,
    modelCacheBytes: modelCacheMegabytes * 1_000_000,
  };
}
