import type { Fixed } from '../../platform/index.ts';

declare module '../../platform/db/schema.ts' {
  interface Tables {
    embedding: EmbeddingTable;
  }
}

/** Vectors of a user's encoder, by the SHA-256 of the text; 16-bit floats, least significant byte first. */
interface EmbeddingTable {
  encoder_id: Fixed<string>;
  text_hash: Fixed<Buffer>;
  vector: Fixed<Buffer>;
  used_at: Date;
}
