import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Log } from '../given.ts';
import type { Tables } from './schema.ts';

/** The database outside a transaction. */
export type Database = Kysely<Tables>;
/** The database inside a transaction. Acts that must be part of a caller's transaction take this. */
export type Tx = Transaction<Tables>;
/** Either of both, for reads and single statements. */
export type Querier = Kysely<Tables> | Transaction<Tables>;

const int8 = 20;

/** An int8 as a number. Throws RangeError for one that a number cannot hold exactly. */
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
 * A pool of at most `max` connections. The loss of an idle connection is logged, and the next use makes a new one.
 * `database.destroy()` closes the pool.
 */
export function createDatabase(connectionString: string, max: number, log?: Log): Database {
  const pool = new pg.Pool({ connectionString, max, types, connectionTimeoutMillis: 10_000, keepAlive: true });
  // Without a listener the process would end when PostgreSQL closes an idle connection.
  pool.on('error', (error) => log?.warn({ problem: error.message }, 'an idle database connection was lost'));
  // The pool handles errors of idle connections only. A query on a broken connection rejects. Without a listener the error
  // event of the connection would end the process too.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}

const connectionProblems = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
// They count for a socket that is being connected. For a file they say nothing about the database.
const socketProblems = new Set(['ENOENT', 'EACCES']);

/**
 * Whether an error means that the database cannot work now: it is gone, dropped, starting, stopping or full. A door then
 * answers "try again", and a job is delivered again.
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

/** Whether a statement gave up because another transaction held what it needed for longer than `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '55P03';
}

/** Whether an error is PostgreSQL's unique_violation; with `constraint`: of this constraint or unique index. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return false;
  return constraint === undefined || ('constraint' in error && error.constraint === constraint);
}
