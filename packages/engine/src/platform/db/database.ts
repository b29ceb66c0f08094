import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Log } from '../given.ts';
import type { Tables } from './schema.ts';

/** The database outside a transaction. */
export type Database = Kysely<Tables>;
/** Inside one. Acts that must be part of a caller's transaction take this. */
export type Tx = Transaction<Tables>;
/** Either: for reads and single statements. */
export type Querier = Kysely<Tables> | Transaction<Tables>;

const int8 = 20;

/** int8 as a number; a count that no number can hold is a defect, not a rounding. */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a JavaScript number.`);
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === int8 && format !== 'binary' ? parseInt8 : pg.types.getTypeParser(oid, format)) as never,
};

/**
 * A pool of at most `max` connections. A lost idle connection is noted and replaced at the next use; `close` is
 * `database.destroy()`.
 */
export function createDatabase(connectionString: string, max: number, log?: Log): Database {
  const pool = new pg.Pool({ connectionString, max, types, connectionTimeoutMillis: 10_000, keepAlive: true });
  // Without a listener the process would end when PostgreSQL closes an idle connection.
  pool.on('error', (error) => log?.warn({ problem: error.message }, 'an idle database connection was lost'));
  // The pool listens to idle connections only. A query on a broken one rejects anyway; its error event must not end us.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

const connectionProblems = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
// Of a socket that is to be connected; of a file they say nothing about the database.
const socketProblems = new Set(['ENOENT', 'EACCES']);

/**
 * Whether an error means that the database could not do its work now (gone, dropped, starting, stopping, full), so that a door
 * answers "try again" and a job is delivered again.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // 08: connection, 3D: no such database, 40: deadlock, 53: disk full or too many connections, 57P: shutting down or starting, 58: I/O.
  if (/^(08|3D|40|53|57P|58)/.test(code) && code.length === 5) return true;
  if (connectionProblems.has(code)) return true;
  if (socketProblems.has(code)) return 'syscall' in error && error.syscall === 'connect';
  return /Connection terminated|timeout exceeded when trying to connect|connection error/i.test(error.message);
}

/** PostgreSQL's unique_violation, optionally of one constraint or unique index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return false;
  return constraint === undefined || ('constraint' in error && error.constraint === constraint);
}
