// Generated files are committed, so that people can read and review them. This script fails when one is out of date;
// `node scripts/check-generated.ts --write` writes them. It also fails when a page of documentation names a path that
// is not in the repository.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { renderErrorsPage } from '@taxon/engine';
import { doorErrors } from '@taxon/server';
import { renderConfigurationPage } from '../packages/cli/src/configuration-page.ts';
import { missingPaths, readPaths } from './lib/named-paths.ts';
import { renderV1Routes } from './render-v1-routes.ts';

const generated: Readonly<Record<string, () => string>> = {
  'docs/configuration.md': renderConfigurationPage,
  'docs/errors.md': () => renderErrorsPage(doorErrors),
  'packages/contract/src/v1/v1-routes.ts': renderV1Routes,
};

let problems = 0;
for (const [path, render] of Object.entries(generated)) {
  const made = render();
  if (process.argv.includes('--write')) {
    writeFileSync(path, made);
    continue;
  }
  if (read(path) === made) continue;
  console.error(`${path} is out of date: run node scripts/check-generated.ts --write`);
  problems += 1;
}

const readmes = ['packages/*', 'packages/*/*', 'tests', 'bench', 'bench/*', 'examples/*'].map(
  (at) => `${at}/README.md`,
);
// An ADR tells what was when it was written. Its links alone must lead somewhere.
const pages = [
  ...globSync(['*.md', 'docs/*.md', ...readmes], { exclude: (path) => path.includes('node_modules') }).map((path) => ({
    path,
    text: readFileSync(path, 'utf8'),
  })),
  ...globSync('docs/adr/*.md').map((path) => ({ path, text: readFileSync(path, 'utf8'), linksOnly: true })),
];
for (const { page, line, path } of missingPaths(pages, readPaths('.'))) {
  console.error(`${page}:${line} names ${path}, which is not in the repository`);
  problems += 1;
}
if (problems > 0) process.exit(1);
console.info(`${Object.keys(generated).length} generated files are as their sources say`);
console.info(`every path on ${pages.length} pages is in the repository`);

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
