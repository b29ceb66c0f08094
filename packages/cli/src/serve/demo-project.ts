import { cp, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type OwnApi, ownApi } from './own-api.ts';

export interface DemoOptions {
  readonly url: string;
  readonly key: string;
  readonly dataDirectory: string;
  readonly say: (line: string) => void;
  readonly stop: AbortSignal;
}

const name = 'support-tickets';
const model = 'first';

/**
 * Makes the demo project at the first start: its texts as a folder container, then import, training and deployment
 * over the public API. `<data>/demo-project` remembers how far that came, so that a killed start is continued, and a
 * project that the user made or deleted is left alone. Answers the project's name when it can be classified with.
 */
export async function ensureDemoProject(options: DemoOptions): Promise<string | undefined> {
  const api = ownApi(options.url, options.key, options.stop);
  const marker = join(options.dataDirectory, 'demo-project');
  const state = (await readFile(marker, 'utf8').catch(() => '')).trim();
  if (state === 'made') return isDeployed(api);
  if (state === '' && (await api.call('GET', `/projects/${name}`)) !== undefined) {
    // A project of this name that is not ours.
    await writeFile(marker, 'made\n');
    return isDeployed(api);
  }
  await writeFile(marker, 'begun\n');
  await make(api, options);
  await writeFile(marker, 'made\n');
  return name;
}

async function isDeployed(api: OwnApi): Promise<string | undefined> {
  return (await api.call('GET', `/projects/${name}/deployments/production`)) === undefined ? undefined : name;
}

async function make(api: OwnApi, { dataDirectory, say }: DemoOptions): Promise<void> {
  const example = fileURLToPath(new URL('../../../../examples/support-tickets/', import.meta.url));
  const labels = await readFile(join(example, 'labels.json'), 'utf8');
  await copyTexts(join(example, 'texts'), join(dataDirectory, 'containers'));
  say(`Demo project ${name}: importing ...`);
  await api.call('PUT', `/projects/${name}`, { kind: 'single', language: 'en', container: name });
  await succeed(api, 'POST', `/projects/${name}:importLabelsFile`, labels);
  say(`Demo project ${name}: training ...`);
  await succeed(api, 'POST', `/projects/${name}:train`, { model, evaluation: { kind: 'manual' } });
  say(`Demo project ${name}: deploying ...`);
  await succeed(api, 'PUT', `/projects/${name}/deployments/production`, { model });
}

async function succeed(api: OwnApi, method: 'PUT' | 'POST', path: string, body: unknown): Promise<void> {
  const operation = await api.finish(method, path, body);
  if (operation.status === 'succeeded') return;
  const reasons = operation.errors.map((error) => error.message).join(' ');
  throw new Error(`The demo project could not be made: ${operation.kind} ended as ${operation.status}. ${reasons}`);
}

// Renamed into place: the import reads a whole container or none.
async function copyTexts(texts: string, containers: string): Promise<void> {
  const container = join(containers, name);
  if ((await stat(container).catch(() => undefined)) !== undefined) return;
  const draft = join(containers, `.${name}.${process.pid}`);
  await mkdir(containers, { recursive: true, mode: 0o700 });
  await rm(draft, { recursive: true, force: true });
  await cp(texts, draft, { recursive: true });
  await rename(draft, container);
}
