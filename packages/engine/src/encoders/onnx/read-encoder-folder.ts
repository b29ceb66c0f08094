import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { problemOf } from '../../platform/index.ts';
import { EncoderProblem } from './encoder-problem.ts';
import { type Pooling, poolings } from './pooling.ts';

/** What decides the vectors of a text besides network and tokenizer. */
interface EncoderSettings {
  readonly pooling: Pooling;
  /** The largest number of tokens, the special ones included. The rest of a text is not read. */
  readonly maxTokens: number;
  readonly lowerCase: boolean;
  /** A text that is put before every text. */
  readonly prefix: string;
}

/** A sentence encoder as it lies in a folder. */
export interface EncoderFolder {
  readonly network: string;
  /** The file of the weights, when they are not in the file of the network. */
  readonly networkData: string | undefined;
  readonly tokenizer: string;
  readonly tokenizerConfig: string | undefined;
  readonly settings: EncoderSettings;
  readonly languages: readonly string[];
  /** Weight of the dense block against the word block. */
  readonly scale: number;
  readonly licence: string;
}

/** The file `taxon.json` of an encoder's folder. Its members override what the other files say. */
const ownSettings = Type.Object(
  {
    pooling: Type.Optional(Type.Enum([...poolings])),
    maxTokens: Type.Optional(Type.Integer({ minimum: 2, maximum: 8192 })),
    prefix: Type.Optional(Type.String({ maxLength: 1000 })),
    scale: Type.Optional(Type.Number({ minimum: 0.1, maximum: 4 })),
    languages: Type.Optional(Type.Array(Type.String())),
    licence: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  },
  { additionalProperties: false },
);

const networkNames = ['model', 'model_int8', 'model_quantized', 'model_qint8', 'model_uint8', 'model_O2'].flatMap(
  (name) => [`${name}.onnx`, `onnx/${name}.onnx`],
);
const defaultTokens = 512;
type Json = Readonly<Record<string, unknown>>;

/**
 * Finds the files of an encoder and reads how sentence-transformers would use them: `modules.json`, the pooling's
 * `config.json`, `sentence_bert_config.json`. Throws EncoderProblem.
 */
export async function readEncoderFolder(folder: string): Promise<EncoderFolder> {
  const network = await firstOf(folder, networkNames);
  if (network === undefined)
    throw new EncoderProblem(`its folder has no model.onnx (nor onnx/model.onnx, model_int8.onnx …)`);
  const tokenizer = await firstOf(folder, ['tokenizer.json']);
  if (tokenizer === undefined) throw new EncoderProblem('its folder has no tokenizer.json');
  const own = await readOwnSettings(folder);
  const sentence = await readObject(folder, 'sentence_bert_config.json');
  return {
    network,
    networkData: await firstOf('', [`${network}_data`, `${network}.data`]),
    tokenizer,
    tokenizerConfig: await firstOf(folder, ['tokenizer_config.json']),
    settings: {
      pooling: own.pooling ?? (await readPooling(folder)),
      maxTokens: own.maxTokens ?? (await readMaxTokens(folder, sentence)),
      lowerCase: sentence?.do_lower_case === true,
      prefix: own.prefix ?? (await readPrefix(folder)),
    },
    languages: own.languages ?? [],
    scale: own.scale ?? 1,
    licence: own.licence ?? 'not stated',
  };
}

async function readOwnSettings(folder: string): Promise<Static<typeof ownSettings>> {
  const own = (await readObject(folder, 'taxon.json')) ?? {};
  const [error] = Value.Errors(ownSettings, own);
  if (error === undefined) return Value.Parse(ownSettings, own);
  throw new EncoderProblem(`its taxon.json${error.instancePath} ${error.message}`);
}

async function readPooling(folder: string): Promise<Pooling> {
  const config = (await readObject(folder, join(await poolingFolder(folder), 'config.json'))) ?? {};
  const flags = Object.keys(config).filter((key) => key.startsWith('pooling_mode_') && config[key] === true);
  const named = typeof config.pooling_mode === 'string' ? [config.pooling_mode] : flags;
  if (named.length === 0) return 'mean';
  const modes = named.map((name) => name.replace(/^pooling_mode_/, '').replace(/_(tokens|token)$/, ''));
  const [mode, ...others] = modes.map((name) => (name === 'mean_sqrt_len' ? 'mean' : name));
  const known = poolings.find((pooling) => pooling === mode);
  if (known !== undefined && others.length === 0) return known;
  throw new EncoderProblem(`its pooling ${modes.join(' with ')} is not one of ${poolings.join(', ')}`);
}

async function poolingFolder(folder: string): Promise<string> {
  const modules = await readJson(folder, 'modules.json');
  if (!Array.isArray(modules)) return '1_Pooling';
  let pooling = '1_Pooling';
  for (const { type, path } of modules as readonly { type?: unknown; path?: unknown }[]) {
    const kind = String(type).split('.').at(-1) ?? '';
    if (kind === 'Pooling' && typeof path === 'string' && /^[\w-]+$/.test(path)) pooling = path;
    if (!['Transformer', 'Pooling', 'Normalize'].includes(kind)) {
      throw new EncoderProblem(
        `its modules.json names a step "${kind}" behind the network; only pooling and normalising are done`,
      );
    }
  }
  return pooling;
}

async function readMaxTokens(folder: string, sentence: Json | undefined): Promise<number> {
  const named = positive(sentence?.max_seq_length);
  const tokenizer = positive((await readObject(folder, 'tokenizer_config.json'))?.model_max_length);
  const network = positive((await readObject(folder, 'config.json'))?.max_position_embeddings);
  const limits = [tokenizer, network].filter((limit) => limit !== undefined);
  // Tokenizers without a limit name 1e30.
  return named ?? Math.min(...(limits.length === 0 ? [defaultTokens] : limits), 8192);
}

/** The prompt that sentence-transformers puts before a text when nobody names one. */
async function readPrefix(folder: string): Promise<string> {
  const config = await readObject(folder, 'config_sentence_transformers.json');
  const { prompts, default_prompt_name: name } = config ?? {};
  if (typeof name !== 'string' || typeof prompts !== 'object' || prompts === null) return '';
  return String((prompts as Json)[name] ?? '');
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 2 ? Math.floor(value) : undefined;
}

async function firstOf(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names) {
    const path = join(folder, name);
    if (await canRead(path)) return path;
  }
  return undefined;
}

/** Whether the file exists and may be read. */
export function canRead(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function readObject(folder: string, name: string): Promise<Json | undefined> {
  const value = await readJson(folder, name);
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new EncoderProblem(`its ${name} is not a JSON object`);
}

async function readJson(folder: string, name: string): Promise<unknown> {
  const path = join(folder, name);
  if (!(await canRead(path))) return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new EncoderProblem(`its ${name} cannot be read: ${problemOf(error)}`);
  }
}
