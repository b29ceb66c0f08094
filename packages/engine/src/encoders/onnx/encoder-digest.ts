import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { EncoderFolder } from './read-encoder-folder.ts';

/**
 * 16 hexadecimal digits of everything that decides an encoder's vectors: network, tokenizer, pooling, length. Reads the
 * weights once (0.1 s for 23 MB). Encoders with different digests never share models or vectors.
 */
export async function digestEncoder(folder: EncoderFolder): Promise<string> {
  const { network, networkData, tokenizer, tokenizerConfig, settings } = folder;
  const digest = createHash('sha256');
  for (const path of [network, networkData, tokenizer, tokenizerConfig]) {
    digest.update(path === undefined ? 'none' : await digestFile(path));
  }
  const { pooling, maxTokens, lowerCase, prefix } = settings;
  digest.update(JSON.stringify([pooling, maxTokens, lowerCase, prefix]));
  return digest.digest('hex').slice(0, 16);
}

async function digestFile(path: string): Promise<Buffer> {
  const digest = createHash('sha256');
  for await (const piece of createReadStream(path)) digest.update(piece);
  return digest.digest();
}
