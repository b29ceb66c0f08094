import type { Socket } from 'node:net';

/** Remembers which jobs callers polled to their end, for a client that then asks for "the result" without an id. */
export interface LastPolledJobs {
  /** A poll of `caller` on this connection saw the job ended. */
  remember(caller: string, connection: Socket, jobId: string): void;
  /** The one job that the caller can mean, or undefined: none, or more than one. */
  take(caller: string, connection: Socket): string | undefined;
}

interface Poll {
  readonly jobId: string;
  readonly connection: WeakRef<Socket>;
  readonly at: number;
  taken: boolean;
}

// The client asks within milliseconds of its last poll.
const keptMilliseconds = 60_000;
// Two jobs of one caller that ended this close together on two connections cannot be distinguished.
const ambiguousMilliseconds = 2_000;
const keptPerCaller = 64;

/**
 * The client asks on the connection on which it has just polled, so the connection decides. On a new connection the answer
 * is the caller's only job that was not asked for yet. A wrong guess would answer another job's results, so in doubt there
 * is no answer.
 */
export function createLastPolledJobs(clock: () => Date): LastPolledJobs {
  const polls = new Map<string, Poll[]>();
  const recent = (caller: string) =>
    (polls.get(caller) ?? []).filter(({ at }) => clock().getTime() - at < keptMilliseconds);

  return {
    remember(caller, connection, jobId) {
      const others = recent(caller).filter((poll) => poll.jobId !== jobId);
      const poll = { jobId, connection: new WeakRef(connection), at: clock().getTime(), taken: false };
      polls.set(caller, [...others, poll].slice(-keptPerCaller));
    },
    take(caller, connection) {
      const candidates = recent(caller);
      const here = candidates.findLast((poll) => poll.connection.deref() === connection);
      const elsewhere = candidates.filter((poll) => !poll.taken && poll.connection.deref() !== connection);
      const poll = here === undefined ? only(elsewhere) : isClear(here, elsewhere) ? here : undefined;
      if (poll !== undefined) poll.taken = true;
      return poll?.jobId;
    },
  };
}

const only = (polls: readonly Poll[]) => (polls.length === 1 ? polls[0] : undefined);

const isClear = (here: Poll, elsewhere: readonly Poll[]) =>
  here.taken || elsewhere.every(({ at }) => Math.abs(at - here.at) > ambiguousMilliseconds);
