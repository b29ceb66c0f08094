// Every package that an installation without development dependencies brings must be under a licence that allows
// redistribution. The list of exceptions fails when an entry is no longer needed.
import { readFileSync } from 'node:fs';

interface LockedPackage {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const allowed = new Set([
  'MIT',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'ISC',
  'BlueOak-1.0.0',
  'CC0-1.0',
]);
// MPL-2.0 is allowed for tools: programs that are run to build, whose code is not part of what is served.
const tools = new Set(['MPL-2.0']);
const toolPackages = /^(lightningcss(-.*)?)$/;
/** Packages under another licence that allows redistribution: the licence, and why the package is here. */
const exceptions: Readonly<Record<string, string>> = {
  // graphile-worker -> cosmiconfig -> js-yaml -> argparse: the Python Software Foundation licence, permissive.
  argparse: 'Python-2.0',
};

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
const unused = new Set(Object.keys(exceptions));
let problems = 0;
let count = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  if (!path.includes('node_modules/') || entry.dev === true || entry.link === true) continue;
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  count += 1;
  if (allows(entry.license ?? '') || (toolPackages.test(name) && tools.has(entry.license ?? ''))) continue;
  if (exceptions[name] === entry.license && (unused.delete(name) || name in exceptions)) continue;
  console.error(`${name}@${entry.version}: licence "${entry.license ?? 'not named'}" is not on the list`);
  problems += 1;
}
for (const name of unused) {
  console.error(`the exception for ${name} is no longer needed`);
  problems += 1;
}
if (count < 50) {
  console.error(`only ${count} packages were seen: the lock file was not read as expected`);
  problems += 1;
}
if (problems > 0) process.exit(1);
console.info(`${count} run-time packages, all under licences that allow redistribution`);

/** An SPDX expression with OR is allowed when one side is. One with AND is allowed when all sides are. */
function allows(expression: string): boolean {
  const plain = expression.replace(/[()]/g, '');
  return plain
    .split(' OR ')
    .some((alternative) => alternative.split(' AND ').every((licence) => allowed.has(licence.trim())));
}
