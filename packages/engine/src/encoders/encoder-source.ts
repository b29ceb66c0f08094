import { open } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { BuiltInEncoder } from '@taxon/classifier';
import { findUserEncoders } from './onnx/find-user-encoders.ts';
import type { UserEncoder } from './onnx/user-encoder.ts';

/** A built-in encoder as threads get it: a table in memory that all of them share. */
export interface SharedTable {
  readonly kind: 'table';
  readonly name: string;
  readonly bytes: SharedArrayBuffer;
}

/** An encoder as threads get it, made usable by `encoder-views.ts`. */
export type SharedEncoder = SharedTable | UserEncoder;

/** The encoders that this process can give to its threads, by the names that projects use. */
export interface EncoderSource {
  readonly names: readonly string[];
  /** Loads it when nobody has it; undefined: there is none of this name. Throws `encoder/unusable`. */
  get(name: string): Promise<SharedEncoder | undefined>;
}

const builtIn: readonly BuiltInEncoder[] = ['static-en-144', 'static-multi-128'];
const { resolve } = createRequire(import.meta.url);

/** The name in an encoder's id, which names a version too: `static-en-144:5f3c09aa`. */
export function encoderName(id: string): string {
  return id.split(':')[0] ?? id;
}

/**
 * The tables that ship with the classifier (9 and 25 MB), each read once when it is first needed. They are held by the
 * models and trainings that use them only, so an idle process holds none. With them the user's own in `userDirectory`.
 */
export async function createEncoderSource(userDirectory: string | undefined): Promise<EncoderSource> {
  const user = await findUserEncoders(userDirectory, ['none', 'default', ...builtIn]);
  const held = new Map<string, WeakRef<SharedTable>>();
  const loading = new Map<string, Promise<SharedTable>>();

  async function load(name: string): Promise<SharedTable> {
    const encoder: SharedTable = { kind: 'table', name, bytes: await readShared(name) };
    held.set(name, new WeakRef(encoder));
    return encoder;
  }

  return {
    names: [...builtIn, ...user.names],
    async get(name) {
      if (!builtIn.some((one) => one === name)) return user.get(name);
      const known = held.get(name)?.deref();
      if (known !== undefined) return known;
      const pending = loading.get(name) ?? load(name).finally(() => loading.delete(name));
      loading.set(name, pending);
      return pending;
    },
  };
}

async function readShared(name: string): Promise<SharedArrayBuffer> {
  const file = await open(resolve(`@taxon/classifier/assets/${name}.bin`));
  try {
    const { size } = await file.stat();
    const bytes = new SharedArrayBuffer(size);
    const view = new Uint8Array(bytes);
    let at = 0;
    while (at < size) {
      const { bytesRead } = await file.read(view, at, size - at, at);
      if (bytesRead === 0) throw new Error(`The encoder table ${name} ended after ${at} of ${size} bytes.`);
      at += bytesRead;
    }
    return bytes;
  } finally {
    await file.close();
  }
}
