// What a piece of code leaves running: sockets, servers, timers, child processes, threads. Node's async_hooks name each
// with the line that made it.
import { createHook } from 'node:async_hooks';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processTree } from '../process/process-tree.ts';
import { repositoryRoot } from '../repository.ts';

/** One thing that still runs. */
export interface LeftRunning {
  /** For example "interval of 1000 ms" or "child process 4711 (sleep 60)". */
  readonly what: string;
  /**
   * The frames of this repository that made it, innermost first: "packages/x/src/y.ts:12:5". Empty where Node made it
   * later, as it does with a server that listens at an address.
   */
  readonly madeAt: readonly string[];
}

interface Watched {
  readonly kind: Kind;
  readonly resource: Resource;
  /** Node makes the text of its stack only when it is read. */
  readonly made: Error;
}

/** The members of Node's handles and timers that this file reads. Each kind of resource has some of them. */
interface Resource {
  hasRef?(): boolean;
  getsockname?(into: Address): number;
  getpeername?(into: Address): number;
  /** -1 once it is closed. */
  readonly fd?: number;
  readonly pid?: number;
  readonly _destroyed?: boolean;
  /** The period of an interval in ms; null for a timer that runs once. */
  readonly _repeat?: number | null;
  /** In ms. */
  readonly _idleTimeout?: number;
}

interface Address {
  address?: string;
  port?: number;
}

/** The types of async_hooks that are checked: when a resource of the type counts as left running, and its name. */
const kinds = {
  // A socket that does not keep the process alive does not count: `fetch` keeps idle connections for its next call.
  TCPWRAP: { counts: holdsProcess, describe: (socket) => `socket ${addresses(socket)}` },
  PIPEWRAP: { counts: holdsProcess, describe: () => 'Unix socket or pipe' },
  TCPSERVERWRAP: { counts: isOpen, describe: (server) => `listening socket ${addresses(server)}` },
  PIPESERVERWRAP: { counts: isOpen, describe: () => 'listening Unix socket' },
  UDPWRAP: { counts: isOpen, describe: () => 'UDP socket' },
  Timeout: { counts: isPending, describe: describeTimer },
  PROCESSWRAP: { counts: ({ pid }) => pid !== undefined && existsSync(`/proc/${pid}`), describe: describeProcess },
  WORKER: { counts: () => true, describe: () => 'thread' },
} as const satisfies Record<string, { counts(resource: Resource): boolean; describe(resource: Resource): string }>;
type Kind = keyof typeof kinds;

/** The time in ms between two looks at resources that were closed a moment ago. */
const step = 20;

/**
 * Records every resource that is made from now on, until `stop`.
 * @param grace how many ms a closed resource may take to disappear
 */
export function watchResources(grace = 2_000): { stop(): Promise<LeftRunning[]> } {
  const watched = new Map<number, Watched>();
  const hook = createHook({
    init(id, type, _trigger, resource) {
      if (type in kinds) watched.set(id, { kind: type as Kind, resource: resource as Resource, made: here() });
    },
    destroy(id) {
      watched.delete(id);
    },
    // Promises are not recorded. A million awaits take 0.14 CPU s without this hook, 0.16 s with it, and would take
    // 0.45 s if it recorded promises.
    trackPromises: false,
  });
  hook.enable();
  const left = (): Watched[] =>
    [...watched.values()].filter(({ kind, resource, made }) => kinds[kind].counts(resource) && !isOfTestRunner(made));
  return {
    /** Answers what still runs after the grace. It answers at once when nothing runs. */
    stop: async () => {
      for (let waited = 0; left().length > 0 && waited < grace; waited += step) await sleep(step);
      hook.disable();
      return left().map(({ kind, resource, made }) => ({
        what: `${kinds[kind].describe(resource)}${isOfPool(made) ? ' of a pg pool' : ''}`,
        madeAt: ownFrames(made),
      }));
    },
  };
}

/** The sentence that names what was left, one thing a line. */
export function describeLeft(left: readonly LeftRunning[]): string {
  const lines = left.map(
    ({ what, madeAt }) => `  ${what}${madeAt.length > 0 ? `, made at ${madeAt.join(' < ')}` : ''}`,
  );
  return `left running after the last test of this file:\n${lines.join('\n')}`;
}

function holdsProcess(resource: Resource): boolean {
  const own = [process.stdin, process.stdout, process.stderr] as unknown as { readonly _handle?: unknown }[];
  return resource.hasRef?.() === true && !own.some(({ _handle }) => _handle === resource);
}

function isOpen({ fd }: Resource): boolean {
  return fd !== undefined && fd >= 0;
}

/** An interval counts even if it does not keep the process alive, because it acts during other tests. */
function isPending(timer: Resource): boolean {
  return timer._destroyed === false && (timer.hasRef?.() === true || typeof timer._repeat === 'number');
}

function describeTimer({ _repeat, _idleTimeout }: Resource): string {
  return typeof _repeat === 'number' ? `interval of ${_repeat} ms` : `timer of ${_idleTimeout} ms`;
}

function describeProcess({ pid = 0 }: Resource): string {
  return `child process ${pid} (${processTree(pid)[0]?.command.slice(0, 100) ?? 'gone by now'})`;
}

function addresses(socket: Resource): string {
  const [here, there]: Address[] = [{}, {}];
  socket.getsockname?.(here ?? {});
  socket.getpeername?.(there ?? {});
  return [here, there].flatMap((one) => (one?.port === undefined ? [] : [`${one.address}:${one.port}`])).join(' to ');
}

function here(): Error {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 50;
  const made = new Error('made here');
  Error.stackTraceLimit = limit;
  return made;
}

/** Whether the test runner made it: the innermost frame outside Node is the runner's. */
function isOfTestRunner({ stack = '' }: Error): boolean {
  const frame = frames(stack).find((line) => !line.includes('node:') && !line.includes(thisFile));
  return frame === undefined ? false : /\/node_modules\/(vitest|@vitest|vite|tinypool)\//.test(frame);
}

function isOfPool({ stack = '' }: Error): boolean {
  return stack.includes('/node_modules/pg-pool/');
}

function ownFrames({ stack = '' }: Error): string[] {
  return frames(stack)
    .filter(
      (line) => line.includes(`${repositoryRoot}/`) && !line.includes('/node_modules/') && !line.includes(thisFile),
    )
    .map((line) => line.slice(line.indexOf(`${repositoryRoot}/`) + repositoryRoot.length + 1).replace(/\)$/, ''))
    .slice(0, 3);
}

const thisFile = 'packages/testkit/src/leaks/left-running.ts';
const frames = (stack: string): string[] => stack.split('\n').filter((line) => line.startsWith('    at '));
