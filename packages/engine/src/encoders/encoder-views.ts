import { type Encoder, openEncoder } from '@taxon/classifier';
import type { SharedEncoder, SharedTable } from './encoder-source.ts';
import { type Preparation, preparedEncoder, prepareVectors } from './onnx/prepared-encoder.ts';

// By name: a process has one version of each. Opening checks the whole table (10 to 30 ms), so a thread keeps it.
const opened = new Map<string, Encoder>();

/**
 * The encoder in this thread; until the next call it can embed these texts (a table can embed any). Throws
 * ClassifierError: `encoder-damaged`, `aborted`.
 */
export async function prepareEncoder(
  encoder: SharedEncoder,
  texts: readonly string[],
  preparation?: Preparation,
): Promise<Encoder> {
  if (encoder.kind === 'onnx') await prepareVectors(encoder, texts, preparation);
  return encoderOf(encoder);
}

/** The encoder in this thread; one of a user must have been prepared. */
export function encoderOf(encoder: SharedEncoder): Encoder {
  return encoder.kind === 'onnx' ? preparedEncoder(encoder) : tableOf(encoder);
}

/** The opened table, kept by this thread; its bytes stay in the shared memory. */
function tableOf({ name, bytes }: SharedTable): Encoder {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const encoder = openEncoder(new Uint8Array(bytes));
  opened.set(name, encoder);
  return encoder;
}
