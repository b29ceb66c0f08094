// The parts of `npm run check`, `npm test` and `npm run test:full`. A new check or a new vitest project is one line here.
import { readFileSync } from 'node:fs';

/** One part: a check, which is a script of package.json, or one or more projects of vitest.config.ts. */
export interface Part {
  /** What `--only=` takes. */
  readonly name: string;
  readonly kind: 'check' | 'tests';
  /** Of tests: the projects of vitest.config.ts. */
  readonly projects: readonly string[];
}

const check = (name: string): Part => ({ name, kind: 'check', projects: [] });
const tests = (name: string, ...projects: string[]): Part => ({ name, kind: 'tests', projects: [name, ...projects] });

/** Longest first: the parts of `npm run check` run side by side, and the last one to begin should be short. */
export const checkParts: readonly Part[] = [
  check('types'),
  tests('unit', 'unit-alone'),
  check('lint'),
  check('arrows'),
  check('dead'),
  check('generated'),
  check('licences'),
];
/** What `npm test` runs after the parts of `npm run check`. */
export const testParts: readonly Part[] = [tests('db'), tests('route'), tests('conformance'), tests('e2e')];
export const fullParts: readonly Part[] = [tests('full')];

/**
 * The parts that `--only=lint,unit` names; all of them without it.
 * @throws when a name is unknown, with the names that there are
 */
export function chooseParts(parts: readonly Part[], only: string | undefined): readonly Part[] {
  if (only === undefined) return parts;
  const names = only.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !parts.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new Error(
      `--only: there is no part "${unknown.join('", "')}"; there are ${parts.map(({ name }) => name).join(', ')}.`,
    );
  }
  return parts.filter(({ name }) => names.includes(name));
}

/** The command of a check, as package.json has it. */
export function commandOf(name: string): string {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  const command = scripts[name];
  if (command === undefined) throw new Error(`package.json has no script "${name}"`);
  return command;
}
