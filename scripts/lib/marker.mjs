// A marker is a small file that says from which sources something was made.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** Writes a marker for the next start. In a checkout that this user may not write, each start looks again. */
export function writeMarker(path, text) {
  try {
    writeFileSync(path, text);
  } catch (error) {
    if (!['EACCES', 'EROFS', 'EPERM'].includes(error.code)) throw error;
  }
}

/** The text of a file, or undefined when there is none. */
export function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** SHA-256 in hexadecimal digits. */
export function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}
