// Checks the arrows between rooms (rules: .dependency-cruiser.cjs). It also checks the checker: with a TypeScript that
// it does not support, dependency-cruiser sees no module and reports no error. So it is an error when it saw fewer
// modules than there are source files.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { scopeProblems } from './scope-casts.ts';
import { addressProblems, loadProblems, type Module } from './thread-arrows.ts';

interface Cruise {
  readonly modules: readonly Module[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string; readonly severity: string };
    }[];
  };
}

const run = spawnSync(
  'node_modules/.bin/depcruise',
  ['packages', 'tests', 'bench', 'scripts', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'],
  { encoding: 'utf8', maxBuffer: 1 << 28 },
);
if (run.stdout === '') {
  console.error(run.stderr);
  process.exit(1);
}
const cruise = JSON.parse(run.stdout) as Cruise;
const seen = new Set(cruise.modules.map((module) => module.source));
const sources = readdirSync('packages', { recursive: true, encoding: 'utf8' })
  .map((path) => `packages/${path}`)
  .filter((path) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
const unseen = sources.filter((path) => !seen.has(path));

for (const { rule, from, to } of cruise.summary.violations)
  console.error(`${rule.severity} ${rule.name}: ${from} -> ${to}`);
const hidden = [
  ...sources
    .filter((path) => !/\.test\.tsx?$/.test(path))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
    .flatMap((source) => [...addressProblems(source), ...scopeProblems(source)]),
  ...loadProblems(cruise.modules),
];
for (const problem of hidden) console.error(problem);
for (const path of unseen) console.error(`not seen by the arrow check: ${path}`);
if (cruise.summary.violations.length > 0 || hidden.length > 0 || unseen.length > 0) process.exit(1);
console.info(`${sources.length} source files, ${seen.size} modules: every arrow points the right way`);
