import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import { EngineError } from '../../platform/index.ts';
import { digestEncoder } from './encoder-digest.ts';
import { EncoderProblem } from './encoder-problem.ts';
import { findOptionalPackages } from './optional-packages.ts';
import { canRead, readEncoderFolder } from './read-encoder-folder.ts';
import type { UserEncoder } from './user-encoder.ts';

/** The encoders in the folder that the user names. */
export interface UserEncoders {
  /** Folders with a tokenizer.json, as they were when the process started. */
  readonly names: readonly string[];
  /** The encoder of this name, undefined when there is none. Reads settings and digest once. Throws `encoder/unusable`. */
  get(name: string): Promise<UserEncoder | undefined>;
}

const encoderName = /^[A-Za-z0-9_.-]{1,50}$/;

/** Finds the encoders in a folder. Folders with a name in `taken` are left out. Throws `encoder/folder-unreadable`. */
export async function findUserEncoders(directory: string | undefined, taken: readonly string[]): Promise<UserEncoders> {
  const names = directory === undefined ? [] : (await list(directory)).filter((name) => !taken.includes(name));
  if (directory === undefined || names.length === 0) return { names, get: async () => undefined };
  // Each folder is read once. A failure is not kept, because the user may repair the folder.
  const known = new LRUCache<string, UserEncoder>({
    max: names.length,
    fetchMethod: (name) => look(directory, name),
  });
  return { names, get: async (name) => (names.includes(name) ? known.forceFetch(name) : undefined) };
}

async function list(directory: string): Promise<string[]> {
  try {
    const names = (await readdir(directory)).filter((name) => encoderName.test(name)).sort();
    const isEncoder = await Promise.all(names.map((name) => canRead(join(directory, name, 'tokenizer.json'))));
    return names.filter((_, index) => isEncoder[index]);
  } catch (error) {
    const problem = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new EngineError('encoder/folder-unreadable', { folder: directory, problem });
  }
}

async function look(directory: string, name: string): Promise<UserEncoder> {
  try {
    const folder = await readEncoderFolder(join(directory, name));
    const packages = findOptionalPackages(directory);
    return { kind: 'onnx', name, id: `${name}:${await digestEncoder(folder)}`, folder, packages };
  } catch (error) {
    if (error instanceof EncoderProblem)
      throw new EngineError('encoder/unusable', { encoder: name, problem: error.message });
    throw error;
  }
}
