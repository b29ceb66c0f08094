import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { modules } from './repository.mjs';

/** The path of the Node 24 that npm installed here; else that of the machine's own Node, if it is new enough. */
export function findNode() {
  const pinned = join(modules, '.bin', 'node');
  if (spawnSync(pinned, ['--version']).status === 0) return pinned;
  requireNode(24, 'Taxon needs Node 24, and npm has none for this machine: install Node 24 or newer');
  return process.execPath;
}

/** @throws with the given sentence when this process runs on an older Node than `least` */
export function requireNode(least, otherwise) {
  const version = process.versions.node;
  if (Number.parseInt(version, 10) < least) throw new Error(`${otherwise}; this is ${version}.`);
}
