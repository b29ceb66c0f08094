// Arrows that no import statement shows, because a thread loads a file by its address. `check-arrows.ts` runs these
// checks.
import { posix } from 'node:path';

/** A source file: its path in the repository, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A module as dependency-cruiser found it. */
export interface Module {
  readonly source: string;
  readonly dependencies: readonly { readonly resolved: string; readonly dependencyTypes: readonly string[] }[];
}

// The composition root names files of other rooms, and the testkit files of the repository.
const mayPointAnywhere = /^packages\/(cli|testkit)\//;
// The first runs a typed task that another file hands to it. The second loads packages that the user has installed.
const mayImportByVariable = [
  'packages/engine/src/platform/threads/run-task.ts',
  'packages/engine/src/encoders/onnx/optional-packages.ts',
];
const heavy = /^node_modules\/(kysely|pg|graphile-worker|piscina)\//;

/**
 * The faults of the addresses in a source file: an address that leads out of its room, a dynamic import whose target no
 * arrow check can see, a thread task that names another file than its own.
 */
export function addressProblems({ path, text }: Source): readonly string[] {
  const problems: string[] = [];
  const room = path.split('/').slice(0, 2).join('/');
  if (!mayPointAnywhere.test(path)) {
    for (const [, address = ''] of text.matchAll(/new URL\(\s*['"`]([^'"`]*)['"`],\s*import\.meta\.url/g)) {
      const target = posix.join(posix.dirname(path), address);
      if (!target.startsWith(`${room}/`)) problems.push(`${path} points out of its room: ${target}`);
    }
  }
  if (/\bimport\((?!\s*['"])/.test(text) && !mayImportByVariable.includes(path)) {
    problems.push(`${path} imports a file that only a variable names`);
  }
  for (const [, address = ''] of text.matchAll(/(?<!function )\bdefineThreadTask(?:<[^>]*>)?\(\s*([^,\s]*)/g)) {
    if (address !== 'import.meta.url') problems.push(`${path} defines a thread task under another address: ${address}`);
    else if (!path.endsWith('-task.ts'))
      problems.push(`${path} defines a thread task, so its name must end in -task.ts`);
  }
  return problems;
}

/**
 * Thread tasks that load the database, the queue or the pool: each thread would take 14 MB and half a second of
 * computing time more to start. Imports of types are erased and do not count.
 */
export function loadProblems(modules: readonly Module[]): readonly string[] {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  return modules
    .filter(({ source }) => /^packages\/.*-task\.ts$/.test(source) && !source.includes('/testing/'))
    .flatMap(({ source }) => {
      const way = wayToHeavy(source, bySource);
      return way === undefined ? [] : [`a thread would load ${way.at(-1)}: ${way.slice(0, -1).join(' -> ')}`];
    });
}

function wayToHeavy(start: string, modules: ReadonlyMap<string, Module>): readonly string[] | undefined {
  const ways: string[][] = [[start]];
  const seen = new Set([start]);
  for (const way of ways) {
    const here = way.at(-1) ?? start;
    if (heavy.test(here)) return way;
    for (const { resolved, dependencyTypes } of modules.get(here)?.dependencies ?? []) {
      if (dependencyTypes.includes('type-only') || seen.has(resolved)) continue;
      seen.add(resolved);
      ways.push([...way, resolved]);
    }
  }
  return undefined;
}
