import { given } from '../../../../tests/setup/given.ts';
import { startWorker } from '../start-worker.ts';
import type { WorkerConfig } from '../worker-config.ts';

// A worker in a process of its own, for tests that kill it. Its configuration comes as the first argument.
const config = JSON.parse(process.argv[2] ?? '') as WorkerConfig;
const worker = await startWorker(given(), config);
process.on('SIGTERM', () => void worker.stop().then(() => process.exit(0)));
process.on('disconnect', () => process.exit(1));
process.send?.('ready');
