import { ClassifierError, type Encoder } from '@taxon/classifier';
import { toHalf } from '../vectors/half-precision.ts';
import { borrowVectors, type VectorCache } from '../vectors/vector-dialogue.ts';
import { createVectorMemory, hashOf, type VectorMemory } from '../vectors/vector-memory.ts';
import { EncoderProblem } from './encoder-problem.ts';
import { type Network, openNetwork } from './network.ts';
import type { UserEncoder } from './user-encoder.ts';

interface Opened {
  readonly memory: VectorMemory;
  network: Promise<Network> | undefined;
  encoder: Encoder | undefined;
}

/** How vectors are made. */
export interface Preparation {
  /** Checked before each text that goes through the network. */
  readonly signal?: { readonly aborted: boolean };
  /** Called with the share that is done, 0 to 1, after each text. */
  readonly onProgress?: (share: number) => void;
  /**
   * For each text: the hash under which the lent cache keeps its vector. It differs from the text's own hash when the text
   * is the beginning of a longer one.
   */
  readonly hashes?: readonly string[];
}

// Vectors of earlier texts that stay in memory, beside those of the texts at hand. They answer repeated texts. With 384
// numbers of 2 bytes a vector they take 3 MB.
const vectorsKept = 4096;
const chunk = 64;

// The networks of this thread, by id. They stay until the thread ends, after a minute without work.
const opened = new Map<string, Opened>();

/**
 * Makes the vectors of the texts on this thread, except those that the memory of the thread or the lent cache has. The
 * encoder keeps them until the next call. The network is opened when a vector is missing, so a retraining on the same texts
 * does not open it. Throws ClassifierError: `encoder-damaged` when network or packages cannot be used (the message is the
 * second half of a sentence), `aborted`.
 */
export async function prepareVectors(
  encoder: UserEncoder,
  texts: readonly string[],
  preparation: Preparation = {},
): Promise<void> {
  const { id } = encoder;
  const state = opened.get(id) ?? { memory: createVectorMemory(vectorsKept), network: undefined, encoder: undefined };
  opened.set(id, state);
  try {
    await fill(encoder, state, texts, preparation);
    state.encoder ??= createEncoder(
      encoder,
      state.memory,
      state.memory.dimension ?? (await networkOf(encoder, state)).dimension,
    );
  } catch (error) {
    if (!(error instanceof EncoderProblem)) throw error;
    throw new ClassifierError('encoder-damaged', error.message);
  }
}

/** The encoder whose vectors were prepared in this thread. */
export function preparedEncoder({ id }: UserEncoder): Encoder {
  const encoder = opened.get(id)?.encoder;
  if (encoder === undefined) throw new Error(`The encoder ${id} was asked for before any vectors were prepared.`);
  return encoder;
}

function createEncoder({ id, folder }: UserEncoder, memory: VectorMemory, dimension: number): Encoder {
  const { languages, scale, licence } = folder;
  return { id, dimension, languages, scale, licence, embed: (texts) => memory.vectorsOf(texts, dimension) };
}

async function fill(
  encoder: UserEncoder,
  state: Opened,
  texts: readonly string[],
  { signal, onProgress, hashes }: Preparation,
): Promise<void> {
  const byHash = new Map(texts.map((text, at) => [hashOf(text), { text, known: hashes?.[at] }]));
  const missing = state.memory.begin([...byHash.keys()]);
  const cache = encoder.vectors === undefined ? undefined : borrowVectors(encoder.vectors);
  for (let from = 0; from < missing.length; from += chunk) {
    const asked = missing.slice(from, from + chunk).map((hash) => [hash, byHash.get(hash)?.known ?? hash] as const);
    const unknown = await take(cache, asked, state.memory);
    const made: [hash: string, half: Uint8Array][] = [];
    let done = from + asked.length - unknown.length;
    for (const [hash, known] of unknown) {
      if (signal?.aborted) break;
      const half = toHalf(await (await networkOf(encoder, state)).embed(byHash.get(hash)?.text ?? ''));
      state.memory.set(hash, half);
      if (known === hash) made.push([hash, half]);
      onProgress?.(++done / missing.length);
    }
    if (made.length > 0) await cache?.keep(made);
    if (signal?.aborted) throw new ClassifierError('aborted', 'The vectors were no longer wanted.');
    onProgress?.(done / missing.length);
  }
}

/** A text's own hash, and the one under which the cache knows its vector. */
type Asked = readonly [hash: string, known: string];

/** Copies the vectors that the cache has into the memory. Answers the texts that it does not have. */
async function take(
  cache: VectorCache | undefined,
  asked: readonly Asked[],
  memory: VectorMemory,
): Promise<readonly Asked[]> {
  if (cache === undefined) return asked;
  const found = new Map(await cache.find([...new Set(asked.map(([, known]) => known))]));
  return asked.filter(([hash, known]) => {
    const half = found.get(known);
    if (half !== undefined) memory.set(hash, half);
    return half === undefined;
  });
}

function networkOf(encoder: UserEncoder, state: Opened): Promise<Network> {
  state.network ??= openNetwork(encoder).catch((error: unknown) => {
    state.network = undefined;
    throw error;
  });
  return state.network;
}
