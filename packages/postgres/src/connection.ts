import pg from 'pg';
import { messageOf } from './postgres-problem.ts';

/** How to reach a cluster through its socket. */
export interface SocketAddress {
  readonly folder: string;
  readonly user: string;
  readonly password: string;
}

/** `postgresql://user:password@/database?host=<socket folder>`, as `pg` and libpq read it. */
export function connectionString(address: SocketAddress, database: string): string {
  const [user, password, folder] = [address.user, address.password, address.folder].map(encodeURIComponent);
  return `postgresql://${user}:${password}@/${encodeURIComponent(database)}?host=${folder}`;
}

/** Runs one act on a connection of its own. */
async function withConnection<T>(
  address: SocketAddress,
  database: string,
  act: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: connectionString(address, database),
    connectionTimeoutMillis: 2_000,
  });
  // A connection that breaks while it is idle reports here. A running query rejects by itself.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await act(client);
  } finally {
    await client.end();
  }
}

/**
 * What the server says. `ready`: it answers, and names the folder that it serves. `silent`: nobody listens. `starting`:
 * it recovers or is busy. `refused`: it answers but does not accept the password.
 */
export type Answer =
  | { readonly kind: 'ready'; readonly dataDirectory: string }
  | { readonly kind: 'silent' }
  | { readonly kind: 'starting' }
  | { readonly kind: 'refused'; readonly reason: string };

export async function ask(address: SocketAddress): Promise<Answer> {
  try {
    return await withConnection(address, 'postgres', async (client) => {
      const result = await client.query<{ data_directory: string }>('show data_directory');
      return { kind: 'ready', dataDirectory: result.rows[0]?.data_directory ?? '' };
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return { kind: 'silent' };
    // 28xxx: authentication. Every other error goes away with time: connection cut, too many connections, 57P03
    // "starting up".
    if (code.startsWith('28')) return { kind: 'refused', reason: messageOf(error) };
    return { kind: 'starting' };
  }
}

/** Creates the database unless it is there. Two processes may do so at once. */
export async function ensureDatabase(address: SocketAddress, name: string): Promise<void> {
  await withConnection(address, 'postgres', async (client) => {
    const found = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (found.rowCount !== 0) return;
    await client.query(`create database ${pg.escapeIdentifier(name)}`).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      // 42P04: duplicate_database. 23505: both processes were inside CREATE DATABASE.
      if (code !== '42P04' && code !== '23505') throw error;
    });
  });
}
