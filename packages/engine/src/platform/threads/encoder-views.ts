import { type Encoder, openEncoder } from '@taxon/classifier';
import type { SharedEncoder } from './encoder-source.ts';

// By name: a process has one version of each. Opening checks the whole table (10 to 30 ms), so a thread keeps it.
const opened = new Map<string, Encoder>();

/** The encoder in this thread, ready for these texts; a table is ready for any. */
export async function prepareEncoder(encoder: SharedEncoder, _texts: readonly string[]): Promise<Encoder> {
  return encoderOf(encoder);
}

/** The opened encoder, kept by this thread; its table stays in the shared memory. */
export function encoderOf({ name, bytes }: SharedEncoder): Encoder {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const encoder = openEncoder(new Uint8Array(bytes));
  opened.set(name, encoder);
  return encoder;
}
