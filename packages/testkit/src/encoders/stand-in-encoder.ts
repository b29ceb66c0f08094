import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * A folder for TAXON_ENCODER_DIR with one encoder and, in place of onnxruntime-node and @huggingface/tokenizers, two
 * small packages that behave like them. A text's vector is the mean of numbers drawn from its words. This encoder can
 * be as slow as a test wants. The real packages are tested with a real network where that can be installed
 * (`minilm.ts`).
 */
export async function writeStandInEncoder(
  directory: string,
  { name = 'mine', milliseconds = 0 }: { readonly name?: string; readonly milliseconds?: number } = {},
): Promise<{ readonly journal: string }> {
  const journal = join(directory, 'journal.txt');
  const put = async (path: string, content: string) => {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), content);
  };
  await put('journal.txt', '');
  await put(`${name}/tokenizer.json`, '{}');
  await put(`${name}/model.onnx`, 'no network');
  await put('node_modules/@huggingface/tokenizers/package.json', '{"main": "index.js"}');
  await put('node_modules/@huggingface/tokenizers/index.js', tokenizers);
  await put('node_modules/onnxruntime-node/package.json', '{"main": "index.js"}');
  await put('node_modules/onnxruntime-node/index.js', runtime(journal, milliseconds));
  return { journal };
}

// Each word is one token: 24 bits of the word's FNV-1a hash.
const tokenizers = `
const hash = (word) => [...word].reduce((h, c) => Math.imul(h ^ c.codePointAt(0), 16777619), 2166136261) & 0xffffff;
exports.Tokenizer = class {
  encode(text) { return { ids: (text.toLowerCase().match(/\\w+/g) ?? ['']).map(hash) }; }
};
`;

/** Writes a line for every text, and blocks its thread for the time that was asked for, as a network does. */
const runtime = (journal: string, milliseconds: number) => `
const { appendFileSync } = require('node:fs');
const size = 24;
exports.Tensor = class {
  constructor(type, data, dims) { Object.assign(this, { type, data, dims }); }
};
exports.InferenceSession = {
  create: async () => ({
    inputNames: ['input_ids'],
    outputNames: ['sentence_embedding'],
    run: async ({ input_ids: { data: ids } }) => {
      appendFileSync(${JSON.stringify(journal)}, ids.length + '\\n');
      if (${milliseconds} > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${milliseconds});
      const data = new Float32Array(size);
      for (const id of ids) {
        let state = Number(id) + 1;
        for (let k = 0; k < size; k++) {
          state = (state * 48271) % 2147483647;
          data[k] += state / 2147483647 - 0.5;
        }
      }
      return { sentence_embedding: { data, dims: [1, size] } };
    },
  }),
};
`;
