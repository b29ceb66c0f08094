import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PeerJob } from '../peers/peer-io.ts';
import { cacheFolder } from '../set-up.ts';
import type { LabelledText, Size, Task, TaskRun } from '../tasks/task.ts';

/** A task as files. Every peer reads the same bytes. */
export interface TaskFiles {
  readonly folder: string;
  readonly runs: readonly TaskRun[];
  readonly classes: readonly string[];
  readonly job: PeerJob;
  /** The digest of all training and test texts. Only results of the same digest are compared. */
  readonly digest: string;
  readonly trainDocuments: number;
  /** Class indices of a test text; none for one out of scope. */
  readonly expectedOf: (text: LabelledText) => number[];
}

/** Writes training and test parts as JSON lines into the cache. */
export function writeTaskFiles(task: Task, size: Size): TaskFiles {
  const folder = join(cacheFolder, 'bench-work', task.name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const runs = task.makeRuns(size);
  const classes = [...new Set(runs.flatMap(({ train }) => train.flatMap(({ labels }) => labels)))].sort();
  const indices = new Map(classes.map((name, at) => [name, at]));
  const expectedOf = ({ labels }: LabelledText) =>
    labels
      .map((name) => indices.get(name))
      .filter((at) => at !== undefined)
      .sort((a, b) => a - b);
  const digest = createHash('sha256');
  const write = (name: string, texts: readonly LabelledText[]): string => {
    const lines = texts.map((one, at) =>
      JSON.stringify({ id: `${at}`, text: one.text, labels: expectedOf(one), language: one.language }),
    );
    const content = `${lines.join('\n')}\n`;
    digest.update(content);
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const job: PeerJob = {
    kind: task.kind,
    classes,
    runs: runs.map((run, at) => ({
      language: run.language,
      projectLanguages: run.projectLanguages,
      train: write(`${at}.train.jsonl`, run.train),
      model: join(folder, `${at}.model`),
      tests: run.tests.map(({ texts }, part) => ({
        texts: write(`${at}.${part}.test.jsonl`, texts),
        scores: join(folder, `${at}.${part}.scores`),
      })),
    })),
  };
  const trainDocuments = runs.reduce((total, { train }) => total + train.length, 0);
  return { folder, runs, classes, job, digest: digest.digest('hex').slice(0, 16), trainDocuments, expectedOf };
}
