import type { RowChunk } from '../../files/index.ts';
import type { ClassifyInput } from '../../inference/index.ts';
import type { Result } from '../../platform/on-threads.ts';
import type { ProjectKind } from '../../projects/index.ts';

/** What a thread answers one chunk of a stream from. */
export interface ChunkInput<Options> {
  readonly chunk: RowChunk;
  readonly classify: Omit<ClassifyInput, 'texts' | 'wantCharacters'>;
  readonly modelName: string;
  /** Names of the encoders at hand. */
  readonly encoders: readonly string[];
  readonly kind: ProjectKind;
  /** For the writer; plain data. */
  readonly options: Options;
}

/** The bytes to answer, or why the stream ends here. */
export type ChunkAnswer = Result<Uint8Array>;
