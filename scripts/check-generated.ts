// Files that are made from code are committed, so that they can be read and reviewed, and compared here, so that they
// are never out of date. `node scripts/check-generated.ts --write` makes them anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { renderErrorsPage } from '@taxon/engine';
import { doorErrors } from '@taxon/server';
import { renderConfigurationPage } from '../packages/cli/src/configuration-page.ts';
import { renderV1Routes } from './render-v1-routes.ts';

const pages: Readonly<Record<string, () => string>> = {
  'docs/configuration.md': renderConfigurationPage,
  'docs/errors.md': () => renderErrorsPage(doorErrors),
  'packages/contract/src/v1/v1-routes.ts': renderV1Routes,
};

let stale = 0;
for (const [path, render] of Object.entries(pages)) {
  const made = render();
  if (process.argv.includes('--write')) {
    writeFileSync(path, made);
    continue;
  }
  if (read(path) === made) continue;
  console.error(`${path} is out of date: run node scripts/check-generated.ts --write`);
  stale += 1;
}
if (stale > 0) process.exit(1);
console.info(`${Object.keys(pages).length} generated files are as their sources say`);

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
