import { parseArgs } from 'node:util';

export interface Flags {
  readonly sets: readonly string[] | undefined;
  readonly peers: readonly string[] | undefined;
  /** Small samples, to see that all works. Their results go to the cache, never into the committed results. */
  readonly quick: boolean;
  /** CPU seconds a peer may take for a task, fit and predict together. */
  readonly limit: number;
  /** Minutes after which no further task is begun. */
  readonly minutes: number;
  /** For bench:speed: a figure is the median of this many processes. */
  readonly repeats: number;
  /** Only write the page, from the results that are there. */
  readonly page: boolean;
}

const usage = `Flags:
  --sets=banking77,trec   tasks or groups (full, few-shot, out-of-scope, languages)
  --peers=taxon-sparse    peers, or taxon, sklearn for all of a kind
  --quick                 small samples; results stay in .cache
  --limit=600             CPU seconds a peer may take for a task
  --minutes=25            begin nothing after so many minutes
  --repeats=5             bench:speed: processes that a figure is the median of
  --page                  only write docs/benchmarks.md from the results at hand`;

/** @throws when a flag is unknown, with the list of flags */
export function readFlags(args: readonly string[]): Flags {
  const options = {
    sets: { type: 'string' },
    peers: { type: 'string' },
    quick: { type: 'boolean', default: false },
    limit: { type: 'string', default: '600' },
    minutes: { type: 'string', default: '100000' },
    repeats: { type: 'string', default: '5' },
    page: { type: 'boolean', default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options });
    const numbers = { limit: Number(values.limit), minutes: Number(values.minutes), repeats: Number(values.repeats) };
    if (!Object.values(numbers).every((value) => value > 0)) {
      throw new Error('--limit, --minutes and --repeats are numbers above 0.');
    }
    return {
      sets: values.sets?.split(','),
      peers: values.peers?.split(','),
      quick: values.quick,
      page: values.page,
      ...numbers,
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}
