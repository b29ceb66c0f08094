import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Actor, createEngine, type Engine, migrate } from '@taxon/engine';
import { startPostgres } from '@taxon/postgres';
import { given } from '@taxon/testkit/given';
import { startWorker, type WorkerConfig } from '@taxon/worker';

// Prediction jobs through engine, queue and a worker process, without HTTP. No door can be faster than this.
// node bench/engine-jobs.ts [seconds]

const owner: Actor = { name: 'key:owner', role: 'owner', projects: undefined };
const clients = 16;
const documentsAJob = 25;

function configOf(connectionString: string): WorkerConfig {
  const limits = { projects: 10, documents: 100_000, predictionBacklog: 10_000 };
  const engine = {
    connectionString,
    maxConnections: 10,
    dataDirectory: tmpdir(),
    threads: 2,
    modelCacheBytes: 1e8,
    uploadMegabytes: 4_000,
  };
  const prediction = Number(process.env.PREDICTIONS ?? 4);
  return { engine: { ...engine, limits }, concurrency: { prediction, training: 1, background: 2 } };
}

async function prepare(engine: Engine): Promise<string[]> {
  const words = [
    'card',
    'payment',
    'refund',
    'parcel',
    'courier',
    'late',
    'login',
    'password',
    'email',
    'top',
    'up',
    'cash',
  ];
  const texts = Array.from({ length: 400 }, (_, i) =>
    Array.from({ length: 14 }, (_, k) => words[(i * 7 + k * k * (i % 3 === 0 ? 1 : 5)) % words.length]).join(' '),
  );
  await engine.projects.createOrChange(owner, 'bench', { kind: 'single', language: 'en' });
  for (const name of ['a', 'b', 'c']) await engine.projects.addClass(owner, 'bench', name);
  for (const [i, text] of texts.entries()) {
    const labels = ['abc'[i % 3] ?? 'a'];
    await engine.dataset.putDocument(owner, 'bench', { name: `d${i}`, text, labels });
  }
  const { operation } = await engine.training.requestTraining(owner, 'bench', {
    modelName: 'm',
    configVersion: 'latest',
  });
  const done = await engine.operations.waitUntilFinal(owner, operation.id, 60_000);
  if (done?.status !== 'succeeded') throw new Error(`training ended as ${done?.status}`);
  await engine.deployments.deploy(owner, 'bench', 'live', 'm');
  return texts;
}

async function oneJob(engine: Engine, texts: readonly string[], at: number): Promise<number> {
  const documents = Array.from({ length: documentsAJob }, (_, i) => ({
    id: String(i),
    text: texts[(at + i) % texts.length] ?? '',
  }));
  const started = performance.now();
  const tasks = [{ kind: 'single', kindName: 'single', projectName: 'bench', deploymentName: 'live' } as const];
  const { id } = await engine.prediction.submit(owner, { documents, tasks });
  for (;;) {
    const job = await engine.prediction.getWhenFinal(owner, id, 1000);
    if (job.status === 'succeeded') return performance.now() - started;
    if (job.status === 'failed') throw new Error('a job failed');
  }
}

function percentile(sorted: readonly number[], share: number): number {
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}

async function load(engine: Engine, texts: readonly string[], count: number, seconds: number) {
  const end = performance.now() + seconds * 1000;
  const times: number[] = [];
  const started = performance.now();
  await Promise.all(
    Array.from({ length: count }, async (_, client) => {
      for (let n = 0; performance.now() < end; n++) times.push(await oneJob(engine, texts, client * 31 + n));
    }),
  );
  const took = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  return {
    clients: count,
    jobs: times.length,
    documentsASecond: Math.round((times.length * documentsAJob) / took),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

async function measure(seconds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'taxon-bench-'));
  // For root, PostgreSQL runs as another user. That user must be able to enter the folder.
  await chmod(folder, 0o711);
  const log = { info: () => undefined, warn: console.error, error: console.error };
  const postgres = await startPostgres({ folder, name: 'taxon', systemFolder: join(folder, 'system'), log });
  const connectionString = postgres.connectionString('taxon');
  try {
    await migrate(connectionString);
    const worker = fork(fileURLToPath(import.meta.url), ['worker', connectionString], { stdio: 'inherit' });
    await once(worker, 'message');
    const engine = await createEngine(given(), configOf(connectionString).engine);
    const texts = await prepare(engine);
    await load(engine, texts, 4, 2);
    console.info(JSON.stringify(await load(engine, texts, 1, seconds)));
    console.info(JSON.stringify(await load(engine, texts, clients, seconds)));
    const at = performance.now();
    for (let i = 0; i < 200; i++) {
      await engine.prediction.classify(owner, 'bench', 'live', [{ id: '1', text: texts[i] ?? 'x' }]);
    }
    console.info(JSON.stringify({ synchronousMean: (performance.now() - at) / 200 }));
    worker.kill();
    await once(worker, 'exit');
    await engine.close();
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

if (process.argv[2] === 'worker') {
  const worker = await startWorker(given(), configOf(process.argv[3] ?? ''));
  process.on('SIGTERM', () => void worker.stop().then(() => process.exit(0)));
  process.send?.('ready');
} else await measure(Number(process.argv[2] ?? 5));
