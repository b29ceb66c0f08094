import { createRequire } from 'node:module';
import { join } from 'node:path';
import { problemOf } from '../../platform/on-threads.ts';
import { EncoderProblem } from './encoder-problem.ts';

// Types of the parts that are used of two packages. The user installs them, so their own types may be absent.
interface Tensor {
  readonly data: unknown;
  readonly dims: readonly number[];
}
/** A network opened by onnxruntime-node. Its work happens in the thread that calls it. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Readonly<Record<string, unknown>>, fetches: readonly string[]): Promise<Readonly<Record<string, Tensor>>>;
}
export interface OnnxRuntime {
  readonly InferenceSession: { create(path: string, options: object): Promise<Session> };
  readonly Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => unknown;
}
export interface Tokenizers {
  readonly Tokenizer: new (
    tokenizer: object,
    config: object,
  ) => {
    encode(text: string): { readonly ids: readonly number[] };
  };
}

const packages = { runtime: 'onnxruntime-node', tokenizers: '@huggingface/tokenizers' } as const;
const asked = Object.values(packages).join(' ');

/**
 * Finds both packages: beside Taxon, or in the folder of the encoders. Code in that folder is then run, so it must be
 * trusted like the program. Loads nothing. Throws EncoderProblem, which says what to do, when a package is absent.
 */
export function findOptionalPackages(encoderDirectory: string): {
  readonly runtime: string;
  readonly tokenizers: string;
} {
  return { runtime: find(packages.runtime, encoderDirectory), tokenizers: find(packages.tokenizers, encoderDirectory) };
}

function find(name: string, encoderDirectory: string): string {
  for (const from of [import.meta.url, join(encoderDirectory, 'package.json')]) {
    try {
      return createRequire(from).resolve(name);
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }
  throw new EncoderProblem(
    `the package ${name} is not installed; run: npm install --ignore-scripts --prefix "$TAXON_ENCODER_DIR" ${asked}`,
  );
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND';
}

/** Loads both packages, which takes 0.2 s and some 40 MB. Only threads that use them load them. Throws EncoderProblem. */
export function loadOptionalPackages(paths: {
  readonly runtime: string;
  readonly tokenizers: string;
}): OnnxRuntime & Tokenizers {
  const require = createRequire(import.meta.url);
  try {
    const { InferenceSession, Tensor }: OnnxRuntime = require(paths.runtime);
    const { Tokenizer }: Tokenizers = require(paths.tokenizers);
    return { InferenceSession, Tensor, Tokenizer };
  } catch (error) {
    throw new EncoderProblem(`its packages cannot be loaded: ${problemOf(error)}`);
  }
}
