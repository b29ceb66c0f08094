import { ClassifierError, type Encoder } from '@taxon/classifier';
import { EncoderProblem } from './encoder-problem.ts';
import { toHalf } from './half-precision.ts';
import { type Network, openNetwork } from './network.ts';
import type { UserEncoder } from './user-encoder.ts';
import { borrowVectors, type VectorCache } from './vector-dialogue.ts';
import { createVectorMemory, hashOf, type VectorMemory } from './vector-memory.ts';

interface Opened {
  readonly memory: VectorMemory;
  network: Promise<Network> | undefined;
  encoder: Encoder | undefined;
}

type StopFlag = { readonly aborted: boolean };

// Repeated texts are answered from here: 4 MB for 384 numbers a vector.
const vectorsKept = 4096;
const chunk = 64;

// By id, in this thread. Networks stay until the thread ends, which it does when nothing was to do for a minute.
const opened = new Map<string, Opened>();

/**
 * Makes the vectors of the texts, on this thread, unless they are known here or in the lent cache. Until the next call
 * the encoder has them. The network is opened when a vector is missing, so a retraining that changes nothing needs none.
 * Throws ClassifierError: `encoder-damaged` when network or packages cannot be used (why, as the second half of a
 * sentence), `aborted`.
 */
export async function prepareVectors(encoder: UserEncoder, texts: readonly string[], signal?: StopFlag): Promise<void> {
  const { id } = encoder;
  const state = opened.get(id) ?? { memory: createVectorMemory(vectorsKept), network: undefined, encoder: undefined };
  opened.set(id, state);
  try {
    await fill(encoder, state, texts, signal);
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

async function fill(encoder: UserEncoder, state: Opened, texts: readonly string[], signal?: StopFlag): Promise<void> {
  const byHash = new Map(texts.map((text) => [hashOf(text), text]));
  const missing = state.memory.begin([...byHash.keys()]);
  const cache = encoder.vectors === undefined ? undefined : borrowVectors(encoder.vectors);
  for (let from = 0; from < missing.length; from += chunk) {
    const hashes = missing.slice(from, from + chunk);
    const unknown = await take(cache, hashes, state.memory);
    const made: [hash: string, half: Uint8Array][] = [];
    for (const hash of unknown) {
      if (signal?.aborted) throw new ClassifierError('aborted', 'The vectors were no longer wanted.');
      const half = toHalf(await (await networkOf(encoder, state)).embed(byHash.get(hash) ?? ''));
      state.memory.set(hash, half);
      made.push([hash, half]);
    }
    if (made.length > 0) await cache?.keep(made);
  }
}

/** Puts what the cache has into the memory; answers the other hashes. */
async function take(
  cache: VectorCache | undefined,
  hashes: readonly string[],
  memory: VectorMemory,
): Promise<readonly string[]> {
  if (cache === undefined) return hashes;
  const found = new Map(await cache.find(hashes));
  for (const [hash, half] of found) memory.set(hash, half);
  return hashes.filter((hash) => !found.has(hash));
}

function networkOf(encoder: UserEncoder, state: Opened): Promise<Network> {
  state.network ??= openNetwork(encoder).catch((error: unknown) => {
    state.network = undefined;
    throw error;
  });
  return state.network;
}
