import { problemOf } from '@taxon/worker';
import { startPostgres } from '../start-postgres.ts';

/**
 * Starts PostgreSQL in a process of its own, so that tests can kill it or run it as another user. Takes the data
 * folder (and the system folder) as arguments; prints one JSON line: {"ready": connection string, "adopted": …} or
 * {"problem": sentence}. Stops when its standard input ends.
 */
const [dataDirectory = '', systemDirectory = '/var/lib/taxon'] = process.argv.slice(2);
const notices: string[] = [];
const say = (value: object) => process.stdout.write(`${JSON.stringify({ ...value, notices })}\n`);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

try {
  const server = await startPostgres({
    dataDirectory,
    systemDirectory,
    log: quiet,
    notice: (sentence) => notices.push(sentence),
  });
  say({ ready: server.connectionString('taxon'), adopted: server.adopted });
  process.stdin.resume();
  process.stdin.on('end', () => {
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
} catch (error) {
  say({ problem: problemOf(error) });
  process.exitCode = 1;
}
