import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type LabelledText, readExample, writeProject } from '@taxon/testkit/data/labels-file';
import { readDataSet, sharedDataAvailable } from '@taxon/testkit/data/shared-data';
import { AuthoringDriver } from '@taxon/testkit/drivers/authoring-driver';
import { processCpu, processMemory } from '@taxon/testkit/process/process-tree';
import type { TaxonProcess } from '@taxon/testkit/process/taxon-process';
import type { Figures } from './figure.ts';

const classes = 4;
const trainedOn = 4_000;
const shortText = 80;
const warmUpRows = 50_000;
const sampleMs = 200;

/**
 * Sends many short texts through `:classifyStream` with `top=1` and four classes. The client is another process on the
 * same cores. The growth of the server's memory from the second third to the last third is a figure; in the first
 * third the heaps of the threads find their size. The CPU time of both sides is a figure too, because a busy machine
 * does not change it.
 */
export async function measureStream(taxon: TaxonProcess, rows: number): Promise<Figures> {
  const { project, texts } = await prepareStream(taxon);
  const file = join(taxon.dataDirectory, 'stream-texts.txt');
  await writeFile(file, texts.join('\n'));
  const address = `${taxon.url}/v1/projects/${project}/deployments/production:classifyStream?top=1`;
  const figures: Record<string, Figures[string]> = {};
  for (const [name, mediaType, count] of [
    ['JSON lines', 'application/x-ndjson', rows],
    ['CSV', 'text/csv', Math.ceil(rows / 4)],
  ] as const) {
    const stream = (many: number) => runClient([address, mediaType, String(many), file], taxon.key);
    await stream(warmUpRows);
    const before = processCpu(taxon.pid);
    const { result, samples } = await watching(taxon.pid, stream(count));
    const cpu = processCpu(taxon.pid) - before;
    const third = Math.ceil(samples.length / 3);
    const most = (some: readonly number[]) => Math.max(...some);
    const aim = { aim: name === 'JSON lines' ? '>= 20000' : '' };
    figures[`stream of ${count} texts, ${name}`] = { value: result.rows / result.seconds, unit: 'documents/s', ...aim };
    figures[`stream, ${name}, CPU per 1000 texts, server`] = { value: (1e6 * cpu) / result.rows, unit: 'ms' };
    figures[`stream, ${name}, CPU per 1000 texts, client`] = { value: (1e6 * result.cpu) / result.rows, unit: 'ms' };
    figures[`stream, ${name}, server RSS`] = { value: most(samples), unit: 'MB' };
    figures[`stream, ${name}, RSS growth`] = {
      value: most(samples.slice(-third)) - most(samples.slice(third, -third)),
      unit: 'MB',
      aim: 'flat',
    };
  }
  return figures;
}

async function prepareStream(taxon: TaxonProcess): Promise<{ project: string; texts: readonly string[] }> {
  const project = sharedDataAvailable ? 'ag-news' : 'tickets-of-4-classes';
  const documents = sharedDataAvailable ? await readDataSet('ag_news', 'train') : await readTickets();
  const { file } = await writeProject(
    taxon.dataDirectory,
    project,
    'CustomSingleLabelClassification',
    documents.slice(0, trainedOn),
  );
  await new AuthoringDriver(taxon).buildDeployment(project, file, { kind: 'percentage' });
  // The beginnings of texts that the model has not seen. For news that is the headline.
  const others = documents.length > 2 * trainedOn ? documents.slice(trainedOn, 6 * trainedOn) : documents;
  return { project, texts: others.map(({ text }) => text.replaceAll(/\s+/g, ' ').slice(0, shortText)) };
}

async function readTickets(): Promise<LabelledText[]> {
  const all = [...(await readExample('support-tickets')).texts.values()];
  const names = [...new Set(all.flatMap(({ labels }) => labels))].slice(0, classes);
  return all.filter(({ labels }) => labels.every((label) => names.includes(label)));
}

interface ClientResult {
  readonly rows: number;
  readonly seconds: number;
  /** CPU seconds. */
  readonly cpu: number;
}

async function runClient(given: readonly string[], key: string): Promise<ClientResult> {
  const program = join(import.meta.dirname, 'stream-client.ts');
  const options = { env: { ...process.env, TAXON_KEY: key } };
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...given], options);
  return JSON.parse(stdout) as ClientResult;
}

/** Reads the resident memory of one process in MB five times a second while an act runs. */
async function watching<T>(pid: number, work: Promise<T>): Promise<{ result: T; samples: readonly number[] }> {
  const samples: number[] = [];
  const timer = setInterval(() => samples.push(processMemory(pid)), sampleMs);
  try {
    return { result: await work, samples };
  } finally {
    clearInterval(timer);
  }
}
