import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

// Loads the client as a page would, without type checking, and prints every module that came with it.
const loadAndPrint = `
  import { registerHooks } from 'node:module';
  const loaded = [];
  registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
  await import(process.argv[1]);
  console.log(JSON.stringify(loaded.filter((url) => url.startsWith('file:'))));
`;

it('brings no schemas: of the contract only the routes are loaded', () => {
  const client = new URL('./index.ts', import.meta.url).href;
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', loadAndPrint, client], {
    encoding: 'utf8',
  });
  const loaded = (JSON.parse(printed) as string[]).map((url) => url.replace(/^.*\/packages\//, ''));
  expect(loaded.filter((path) => !path.startsWith('client/src/')).sort()).toEqual([
    'contract/src/v1/v1-endpoint.ts',
    'contract/src/v1/v1-routes.ts',
  ]);
});
