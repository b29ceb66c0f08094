import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTaxonClient, type TaxonClient, TaxonError } from '@taxon/client';
import { ownFetch } from './own-fetch.ts';

export interface DemoOptions {
  readonly url: string;
  readonly key: string;
  readonly dataDirectory: string;
  readonly say: (line: string) => void;
  readonly stop: AbortSignal;
}

const project = 'support-tickets';
const deployment = 'production';
const model = 'first';

/**
 * Makes the demo project at the first start: copies its texts into a folder container, then imports, trains and deploys
 * over the public API. The file `<data>/demo-project` says how far that came. So the next start continues a killed one,
 * and does not touch a project that the user made or deleted. Answers the project's name when it has its deployment.
 */
export async function ensureDemoProject(options: DemoOptions): Promise<string | undefined> {
  const client = createTaxonClient({ baseUrl: options.url, key: options.key, fetch: ownFetch });
  const marker = join(options.dataDirectory, 'demo-project');
  const state = (await readFile(marker, 'utf8').catch(() => '')).trim();
  const foreign = state === '' && (await exists(client.call('getProject', { params: { project } })));
  if (state !== 'made' && !foreign) {
    await writeFile(marker, 'begun\n');
    await make(client, options);
  }
  if (state !== 'made') await writeFile(marker, 'made\n');
  return (await exists(client.call('getDeployment', { params: { project, deployment } }))) ? project : undefined;
}

async function exists(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof TaxonError && error.status === 404) return false;
    throw error;
  }
}

async function make(client: TaxonClient, { dataDirectory, say, stop }: DemoOptions): Promise<void> {
  const example = fileURLToPath(new URL('../../../../examples/support-tickets/', import.meta.url));
  await copyTexts(join(example, 'texts'), join(dataDirectory, 'containers'));
  const labels = await readFile(join(example, 'labels.json'), 'utf8');
  const stream = { contentType: 'application/json', content: labels };
  const params = { project };
  say(`Demo project ${project}: importing its texts and labels ...`);
  await client.call('putProject', { params, body: { kind: 'single', language: 'en', container: project } });
  await client.run('importLabelsFile', { params, stream, signal: stop });
  say(`Demo project ${project}: training a model ...`);
  const body = { model, evaluation: { kind: 'manual' } } as const;
  await client.run('train', { params, body, signal: stop });
  say(`Demo project ${project}: deploying it as ${deployment} ...`);
  await client.run('deploy', { params: { project, deployment }, body: { model }, signal: stop });
}

// Copied under another name and renamed: the import reads a whole container or none.
async function copyTexts(texts: string, containers: string): Promise<void> {
  const container = join(containers, project);
  if ((await stat(container).catch(() => undefined)) !== undefined) return;
  const draft = join(containers, `.${project}.${process.pid}`);
  await mkdir(containers, { recursive: true, mode: 0o700 });
  await rm(draft, { recursive: true, force: true });
  await cp(texts, draft, { recursive: true });
  await rename(draft, container);
}
