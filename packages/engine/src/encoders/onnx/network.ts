import { readFileSync } from 'node:fs';
import { problemOf } from '../../platform/on-threads.ts';
import { EncoderProblem } from './encoder-problem.ts';
import { loadOptionalPackages, type OnnxRuntime, type Session } from './optional-packages.ts';
import { pool } from './pooling.ts';
import type { UserEncoder } from './user-encoder.ts';

/** An opened encoder. Only the thread that opened it may use it. */
export interface Network {
  readonly dimension: number;
  /** The vector of one text: `dimension` numbers, of length 1 or 0. */
  embed(text: string): Promise<Float32Array>;
}

// The number of characters that the classifier reads of a document. The tokenizer itself has no limit.
const mostCharacters = 20_000;

// The last token stays: it is the separator that the network was trained to see there.
function cut(ids: readonly number[], maxTokens: number): readonly number[] {
  const last = ids.at(-1);
  return ids.length <= maxTokens || last === undefined ? ids : [...ids.slice(0, maxTokens - 1), last];
}

/**
 * Opens network and tokenizer: 0.3 s of CPU for MiniLM. Each text goes through the network alone. Many 8-bit networks scale
 * activations by the largest one of a batch, so the vector of a text would depend on the other texts. For MiniLM and texts
 * of 15 tokens this costs 6.6 ms of CPU a text, instead of 5.3 ms in batches of 32. A session has one thread: two threads
 * cost 40 to 50 % more CPU a text.
 * Throws EncoderProblem.
 */
export async function openNetwork({ folder, packages }: UserEncoder): Promise<Network> {
  const { InferenceSession, Tensor, Tokenizer } = loadOptionalPackages(packages);
  const { settings } = folder;
  let session: Session;
  let tokenizer: InstanceType<typeof Tokenizer>;
  try {
    tokenizer = new Tokenizer(
      readJson(folder.tokenizer),
      folder.tokenizerConfig ? readJson(folder.tokenizerConfig) : {},
    );
    session = await InferenceSession.create(folder.network, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  } catch (error) {
    throw new EncoderProblem(`it cannot be opened: ${problemOf(error)}`);
  }
  const run = prepareRun(session, Tensor);
  const vectorOf = async (text: string): Promise<Float32Array> => {
    const read = text.slice(0, mostCharacters);
    const given = settings.prefix + (settings.lowerCase ? read.toLowerCase() : read);
    const ids = cut(tokenizer.encode(given).ids, settings.maxTokens);
    const { data, dimension, pooled } = await run(ids);
    const mask = pooled ? [1] : ids.map(() => 1);
    return pool(data, dimension, mask, settings.pooling);
  };
  const { length: dimension } = await vectorOf('a');
  return { dimension, embed: vectorOf };
}

interface Ran {
  readonly data: Float32Array;
  readonly dimension: number;
  /** Whether the network pools the vectors of tokens itself. */
  readonly pooled: boolean;
}

const inputs = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids'];

function prepareRun(session: Session, Tensor: OnnxRuntime['Tensor']): (ids: readonly number[]) => Promise<Ran> {
  const unknown = session.inputNames.find((name) => !inputs.includes(name));
  if (unknown !== undefined) throw new EncoderProblem(`its network asks for "${unknown}", which is not known here`);
  const output = outputOf(session);
  return async (ids) => {
    const feed = (value: (id: number, token: number) => number) =>
      new Tensor(
        'int64',
        BigInt64Array.from(ids, (id, token) => BigInt(value(id, token))),
        [1, ids.length],
      );
    const all: Readonly<Record<string, () => unknown>> = {
      input_ids: () => feed((id) => id),
      attention_mask: () => feed(() => 1),
      token_type_ids: () => feed(() => 0),
      position_ids: () => feed((_, token) => token),
    };
    const feeds = Object.fromEntries(session.inputNames.map((name) => [name, all[name]?.()]));
    const { [output]: tensor } = await session.run(feeds, [output]);
    const { data, dims = [] } = tensor ?? {};
    const dimension = dims.at(-1);
    const pooled = dims.length === 2;
    const rows = pooled ? 1 : ids.length;
    if (!(data instanceof Float32Array) || dimension === undefined || data.length !== rows * dimension) {
      throw new EncoderProblem(
        `its network answers "${output}" with ${dims.join(' × ')} numbers that are no vectors of tokens`,
      );
    }
    return { data, dimension, pooled };
  };
}

function outputOf({ outputNames }: Session): string {
  const usual = ['last_hidden_state', 'token_embeddings', 'sentence_embedding'];
  const found = usual.find((name) => outputNames.includes(name)) ?? outputNames[0];
  if (found === undefined) throw new EncoderProblem('its network answers nothing');
  return found;
}

function readJson(path: string): object {
  return JSON.parse(readFileSync(path, 'utf8'));
}
