/**
 * Server settings. They are given on the command line, so that an old cluster gets new values too. Measured on a 2-core
 * machine: 15 MB Pss for the whole idle server, against 80 MB with PostgreSQL's defaults.
 */
const settings: Readonly<Record<string, string>> = {
  // It listens on a unix socket only, and cannot be reached over the network.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  shared_buffers: '64MB',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  // /dev/shm is 64 MB in most containers.
  dynamic_shared_memory_type: 'mmap',
  io_method: 'sync',
  // Nothing replicates this server.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  // Details and statements in errors can hold texts of users.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
  log_destination: 'stderr',
  logging_collector: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** Connections that the server accepts when its users need no more. */
export const usualConnections = 60;

/** Arguments of `postgres` for a cluster whose socket goes into `socketFolder`. */
export function serverArguments(cluster: string, socketFolder: string, maxConnections: number): string[] {
  const all = { ...settings, unix_socket_directories: socketFolder, max_connections: String(maxConnections) };
  return ['-D', cluster, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
