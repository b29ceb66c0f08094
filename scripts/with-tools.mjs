// npm test, npm run check, npm run bench: installs what the lock file says, with development tools, and runs a program
// of this repository on the pinned Node 24.
//   node scripts/with-tools.mjs <file.ts> [arguments]
// Runs on Node 20 or newer with built-in modules only: nothing is installed yet when it starts.
import { delimiter, join } from 'node:path';
import { handOver } from './lib/hand-over.mjs';
import { install } from './lib/install.mjs';
import { findNode, requireNode } from './lib/pinned-node.mjs';
import { modules } from './lib/repository.mjs';

try {
  requireNode(20, 'Taxon needs Node 20 or newer');
  install({ tools: true });
  // Programs that are started by name (tsc, biome, node) are the installed ones.
  const path = [join(modules, '.bin'), process.env.PATH].join(delimiter);
  handOver(findNode(), process.argv.slice(2), { PATH: path });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
