import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fail } from '../../platform/index.ts';
import { digestEncoder } from './encoder-digest.ts';
import { EncoderProblem } from './encoder-problem.ts';
import { findOptionalPackages } from './optional-packages.ts';
import { canRead, readEncoderFolder } from './read-encoder-folder.ts';
import type { UserEncoder } from './user-encoder.ts';

/** The encoders in the folder that the user names. */
export interface UserEncoders {
  /** Folders with a tokenizer.json, as they were when the process started. */
  readonly names: readonly string[];
  /** Reads its settings and digest once. Throws `encoder/unusable`; undefined: there is none of this name. */
  get(name: string): Promise<UserEncoder | undefined>;
}

const encoderName = /^[A-Za-z0-9_.-]{1,50}$/;

/** `taken` are names that mean something else. Throws `encoder/folder-unreadable`. */
export async function findUserEncoders(directory: string | undefined, taken: readonly string[]): Promise<UserEncoders> {
  const names = directory === undefined ? [] : (await list(directory)).filter((name) => !taken.includes(name));
  const known = new Map<string, Promise<UserEncoder>>();
  return {
    names,
    async get(name) {
      if (directory === undefined || !names.includes(name)) return undefined;
      // A failed look is not kept: the user may repair the folder.
      const found = known.get(name) ?? look(directory, name).catch((error: unknown) => forget(known, name, error));
      known.set(name, found);
      return found;
    },
  };
}

function forget(known: Map<string, unknown>, name: string, error: unknown): never {
  known.delete(name);
  if (error instanceof EncoderProblem) return fail('encoder/unusable', { encoder: name, problem: error.message });
  throw error;
}

async function list(directory: string): Promise<string[]> {
  try {
    const names = (await readdir(directory)).filter((name) => encoderName.test(name)).sort();
    const isEncoder = await Promise.all(names.map((name) => canRead(join(directory, name, 'tokenizer.json'))));
    return names.filter((_, index) => isEncoder[index]);
  } catch (error) {
    const problem = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return fail('encoder/folder-unreadable', { folder: directory, problem });
  }
}

async function look(directory: string, name: string): Promise<UserEncoder> {
  const folder = await readEncoderFolder(join(directory, name));
  const packages = findOptionalPackages(directory);
  return { kind: 'onnx', name, id: `${name}:${await digestEncoder(folder)}`, folder, packages };
}
