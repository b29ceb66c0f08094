import {
  type PostgresOptions,
  PostgresProblem,
  type PostgresProblemKind,
  type RunningPostgres,
  startPostgres,
} from '@taxon/postgres';
import { StartProblem } from '../start-problem.ts';

/** The name of the superuser and of the database. Existing data folders have this name, so it cannot change. */
export const databaseName = 'taxon';
/** Where root keeps the cluster when PostgreSQL's user cannot reach the data folder. */
const systemFolder = '/var/lib/taxon';

/**
 * Starts the embedded PostgreSQL of the data folder.
 * @throws StartProblem that says what is wrong and what the operator can do.
 */
export async function startEmbeddedPostgres(
  options: Omit<PostgresOptions, 'name' | 'systemFolder'>,
): Promise<RunningPostgres> {
  return startPostgres({ ...options, name: databaseName, systemFolder }).catch((error: unknown) => {
    throw error instanceof PostgresProblem ? withRemedy(error) : error;
  });
}

/** What the operator can do, in the words of Taxon's settings; undefined where the problem says it already. */
const remedies: Readonly<Record<PostgresProblemKind, string | undefined>> = {
  'no-programs': 'set DATABASE_URL to a PostgreSQL 15 or newer',
  'folder-unusable': 'start Taxon as the user that made it, or choose another TAXON_DATA_DIR',
  'other-user': 'start Taxon as that user',
  'other-major': 'start the Taxon that made it, or choose another TAXON_DATA_DIR',
  'location-lost': 'bring it back, or remove that file to begin with an empty database',
  'no-socket-folder': undefined,
  'not-made': undefined,
  'not-started': undefined,
  'password-refused': undefined,
};

function withRemedy(problem: PostgresProblem): StartProblem {
  const remedy = remedies[problem.kind];
  const sentence = remedy === undefined ? problem.message : `${problem.message}: ${remedy}`;
  return new StartProblem(`${sentence}.`, { cause: problem });
}
