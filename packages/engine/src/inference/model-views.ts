import { workerData } from 'node:worker_threads';
import { type Model, openModel } from '@taxon/classifier';
import { encoderOf } from '../encoders/index.ts';
import type { SharedModel } from './classify-input.ts';

interface View {
  readonly model: Model;
  readonly bytes: number;
}

// Oldest use first. Opening checks a whole file, so a thread keeps what it has opened; a view holds the shared bytes.
const views = new Map<string, View>();
let held = 0;

/** The opened model, kept by this thread within the bytes that the process allows. */
export function viewOf({ id, bytes, encoder }: SharedModel): Model {
  const known = views.get(id);
  if (known !== undefined) {
    views.delete(id);
    views.set(id, known);
    return known.model;
  }
  const encoders = encoder === undefined ? [] : [encoderOf(encoder)];
  const view = { model: openModel(new Uint8Array(bytes), { encoders }), bytes: bytes.byteLength };
  const allowed = allowedBytes();
  for (const [oldest, { bytes: freed }] of views) {
    if (held + view.bytes <= allowed) break;
    views.delete(oldest);
    held -= freed;
  }
  views.set(id, view);
  held += view.bytes;
  return view.model;
}

/** Piscina hands `workerData` on as the second part of a pair. */
function allowedBytes(): number {
  const data: unknown = Array.isArray(workerData) ? workerData.at(-1) : workerData;
  if (typeof data === 'object' && data !== null && 'modelBytes' in data && typeof data.modelBytes === 'number') {
    return data.modelBytes;
  }
  return 0;
}
