import { spawn } from 'node:child_process';
import { root } from './repository.mjs';

/**
 * Hands over to a Node program: it gets the terminal and the signals meant for us, and its exit code becomes ours.
 * @param node path of the Node that runs it
 * @param args Node's options, the program's file, its arguments
 * @param environment added to our own
 */
export function handOver(node, args, environment = {}) {
  const child = spawn(node, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    // The program can see that the channel closes, so it ends when we are killed.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`${args.join(' ')} could not be started: ${error.message}`);
    process.exit(1);
  });
  child.on('exit', (code) => process.exit(code ?? 1));
}

/**
 * npm passes SIGTERM to the shell that it runs us in. The shell dies of it and does not tell us. Somebody who starts us
 * without npm may leave us running on purpose (`&`, and log out), so only npm's children look for their parent.
 */
function whenOrphaned(act) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    act();
  }, 500);
  timer.unref();
}
