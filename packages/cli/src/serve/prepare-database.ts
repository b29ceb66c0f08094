import { migrate } from '@taxon/engine';
import { StartProblem } from '../start-problem.ts';

/**
 * Brings the database to this version's schema.
 * @throws StartProblem when a newer Taxon wrote the database, PostgreSQL is too old, or it cannot be reached.
 */
export async function prepareDatabase(connectionString: string): Promise<void> {
  try {
    await migrate(connectionString);
  } catch (error) {
    throw databaseProblem(error);
  }
}

function databaseProblem(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  // The engine's own errors are sentences for people.
  if (code.startsWith('platform/')) return new StartProblem(error.message, { cause: error });
  const reasons: Readonly<Record<string, string>> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'its host has no address',
    EAI_AGAIN: 'its host has no address',
    ETIMEDOUT: 'it does not answer',
    ENOENT: 'its socket is not there',
    '28P01': 'its password is wrong',
    '28000': 'it does not let this user in',
    '3D000': 'it has no such database',
  };
  const reason = reasons[code];
  return reason === undefined
    ? error
    : new StartProblem(`The database of DATABASE_URL cannot be used: ${reason} (${code}).`, { cause: error });
}

/** @throws StartProblem when DATABASE_URL is absent. */
export function requireDatabaseUrl(command: string, url: string | undefined): string {
  if (url !== undefined) return url;
  throw new StartProblem(
    `taxon ${command} needs DATABASE_URL (a PostgreSQL 15 or newer); taxon serve brings a database of its own.`,
  );
}
