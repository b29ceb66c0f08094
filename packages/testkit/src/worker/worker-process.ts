import { startWorker, type WorkerConfig } from '@taxon/worker';
import { given } from '../given.ts';

// A worker in a process of its own, for tests that kill it. Its configuration comes as the first argument.
const config = JSON.parse(process.argv[2] ?? '') as WorkerConfig;
const worker = await startWorker(given(), config);
process.on('SIGTERM', () => void worker.stop().then(() => process.exit(0)));
process.on('disconnect', () => process.exit(1));
process.send?.('ready');
