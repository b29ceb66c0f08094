import type { VectorPort } from '../vectors/vector-dialogue.ts';
import type { EncoderFolder } from './read-encoder-folder.ts';

/** A user's encoder as threads get it: the paths of its files and packages. Each thread opens the network for itself. */
export interface UserEncoder {
  readonly kind: 'onnx';
  readonly name: string;
  /** `name:digest`, as models record it. */
  readonly id: string;
  readonly folder: EncoderFolder;
  readonly packages: { readonly runtime: string; readonly tokenizers: string };
  /** To the cache of vectors, for a training (`lend-vectors.ts`). */
  readonly vectors?: VectorPort;
}
