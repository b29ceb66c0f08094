import { mkdir } from 'node:fs/promises';
import { messageOf } from '../postgres-problem.ts';
import { startPostgres } from '../start-postgres.ts';

/**
 * Starts PostgreSQL in a process of its own, so that tests can kill it or run it as another user. Takes the folder and
 * the system folder as arguments. Prints one JSON line: {"ready": connection string, "adopted": …} or
 * {"problem": what is wrong}. Stops when its standard input ends.
 */
const [folder = '', systemFolder = ''] = process.argv.slice(2);
const notices: string[] = [];
const say = (value: object) => process.stdout.write(`${JSON.stringify({ ...value, notices })}\n`);
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

try {
  // As root others may walk through: PostgreSQL runs as another user.
  await mkdir(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const server = await startPostgres({
    folder,
    name: 'taxon',
    systemFolder,
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
  say({ problem: messageOf(error) });
  process.exitCode = 1;
}
