import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { repositoryRoot } from '../repository.ts';

it('fails the file that leaves something running, names it, and leaves the other files alone', async () => {
  const config = join(import.meta.dirname, 'testing', 'vitest.config.ts');
  const vitest = join(repositoryRoot, 'node_modules', 'vitest', 'vitest.mjs');
  const folder = await mkdtemp(join(tmpdir(), 'taxon-leak-check-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'report.json');
  const args = [vitest, 'run', '--config', config, '--reporter=json', `--outputFile.json=${file}`];
  const run = promisify(execFile)(process.execPath, args, { cwd: repositoryRoot });
  await expect(run).rejects.toMatchObject({ code: 1 });
  const report = JSON.parse(await readFile(file, 'utf8')) as {
    testResults: { name: string; status: string; message: string }[];
  };
  const outcomes = report.testResults.map(({ name, status, message }) => [name.split('/').at(-1), status, message]);
  expect(outcomes.sort()).toEqual([
    [
      'leaves-an-interval.ts',
      'failed',
      expect.stringMatching(
        /left running after the last test of this file:\n {2}interval of 777 ms, made at .*leaves-an-interval\.ts:6:\d+/,
      ),
    ],
    ['leaves-nothing.ts', 'passed', ''],
  ]);
}, 60_000);
