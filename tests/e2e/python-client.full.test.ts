// The official Python clients, unmodified. Their packages come from PyPI; where that cannot be reached the tests are
// skipped and say so.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { copyExample } from '@taxon/testkit/data/labels-file';
import { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import { categoriesOf, runJob } from '@taxon/testkit/drivers/runtime-driver';
import { removeDataDirectory, startTaxon, type TaxonProcess } from '@taxon/testkit/process/taxon-process';
import { repositoryRoot } from '@taxon/testkit/repository';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const clients = ['azure-ai-textanalytics-5.3.0', 'azure-ai-textanalytics-5.4.0'] as const;

/** The interpreter of a virtual environment with the client inside, or undefined where it cannot be made. */
async function install(client: string): Promise<string | undefined> {
  const folder = join(repositoryRoot, '.cache', 'python', client);
  const python = join(folder, 'bin', 'python');
  if (existsSync(join(folder, 'installed'))) return python;
  const requirements = join(repositoryRoot, 'tests', 'clients', client, 'requirements.txt');
  try {
    await mkdir(folder, { recursive: true });
    await run('python3', ['-m', 'venv', folder]);
    await run(python, ['-m', 'pip', 'install', '--quiet', '--no-input', '-r', requirements]);
    await writeFile(join(folder, 'installed'), '');
    return python;
  } catch (error) {
    console.info(
      `skipped: ${client} could not be installed: ${error instanceof Error ? error.message : String(error)}`,
    );
    await rm(folder, { recursive: true, force: true });
    return undefined;
  }
}

interface SeenDocument {
  readonly id: string;
  readonly classes?: readonly (readonly [string, number])[];
  readonly characters?: number | null;
  readonly error?: string;
  readonly message?: string;
}

interface Refusal {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
}

interface SeenVersion {
  readonly seconds: number;
  readonly single: readonly SeenDocument[];
  readonly multi: readonly SeenDocument[];
  readonly actions: readonly (readonly SeenDocument[])[];
  readonly tooMany: Refusal | null;
}

interface Seen {
  readonly '2022-05-01': SeenVersion;
  readonly '2023-04-01': SeenVersion;
  readonly wrongKey: Refusal | null;
  readonly cancelled: number | string;
}

describe.each(clients)('official Python client %s', (client) => {
  let taxon: TaxonProcess;
  let python: string | undefined;
  let texts: string[];

  beforeAll(async () => {
    python = await install(client);
    taxon = await startTaxon();
    const authoring = new AuthoringDriver(taxon);
    const example = await copyExample(taxon.dataDirectory, 'support-tickets', 'support');
    await authoring.buildDeployment('support', example.file);
    await authoring.buildDeployment('films', (await copyExample(taxon.dataDirectory, 'film-notes', 'films')).file);
    texts = [...example.texts.values()].slice(0, 25).map(({ text }) => text);
  });

  afterAll(async () => {
    expect(await taxon.stop()).toBe(0);
    await removeDataDirectory(taxon.dataDirectory);
  });

  it('does everything that its users do', async ({ skip }) => {
    if (python === undefined) return skip('PyPI cannot be reached');
    const file = join(taxon.dataDirectory, 'texts.json');
    await writeFile(file, JSON.stringify(texts));
    const script = join(repositoryRoot, 'tests', 'clients', 'classify.py');
    const { stdout } = await run(python, [script, taxon.url, taxon.key, file], { timeout: 120_000 });
    const seen = JSON.parse(stdout) as Seen;
    const documents = texts.map((text, index) => ({ id: String(index), text, language: 'en' }));
    for (const version of ['2022-05-01', '2023-04-01'] as const) {
      const { single, multi, actions, tooMany, seconds } = seen[version];
      console.info(`${client} ${version}: submit to result ${Math.round(seconds * 1000)} ms`);
      for (const [answers, kind] of [
        [single, 'single'],
        [multi, 'multi'],
      ] as const) {
        const target = { project: kind === 'single' ? 'support' : 'films', deployment: 'production', kind };
        const raw = categoriesOf(await runJob(taxon, version, target, documents));
        const expected = [...raw].map(([id, all]) => [id, all.map((one) => [one.category, one.confidenceScore])]);
        expect(answers.map(({ id, classes }) => [id, classes])).toEqual(expected);
      }
      expect(multi[0]?.characters).toBeGreaterThan(0);
      // A list for each document, with a result for each action.
      expect(actions).toHaveLength(3);
      expect(actions[2]?.slice(0, 2).map(({ error }) => error)).toEqual(['InvalidDocument', 'InvalidDocument']);
      for (const [mood, topic, missing] of actions) {
        expect(missing?.message).toContain('nowhere');
        expect(mood?.id).toBe(topic?.id);
      }
      expect(tooMany).toMatchObject({ status: 400 });
    }
    expect(seen.wrongKey).toMatchObject({ status: 401, message: expect.stringContaining('Access denied') });
    expect([25, expect.any(String)]).toContainEqual(seen.cancelled);
  });
});
