import { strToU8, zipSync } from 'fflate';

/** A ZIP archive of these files, by name. */
export function buildZip(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}
