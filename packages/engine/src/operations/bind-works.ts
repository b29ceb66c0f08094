import type { RunContext } from './life-cycle/run.ts';
import type { Work } from './work.ts';

/** A kind of work with everything it stands on: what a worker delivers to. */
export interface BoundWork extends Omit<Work<never>, 'deliver'> {
  /** Does it. Safe to be called twice. Throws what the queue must deliver again. */
  deliver(payload: unknown, context: RunContext): Promise<void>;
}

/** Gives works what they stand on. Throws for two of one name: the queue would know only one of them. */
export function bindWorks<Deps>(works: readonly Work<Deps>[], deps: Deps): readonly BoundWork[] {
  const names = works.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`The work "${twice}" is listed twice.`);
  return works.map(({ deliver, ...work }) => ({
    ...work,
    deliver: (payload, context) => deliver(deps, payload, context),
  }));
}
