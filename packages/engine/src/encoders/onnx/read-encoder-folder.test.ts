import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { digestEncoder } from './encoder-digest.ts';
import { findUserEncoders } from './find-user-encoders.ts';
import { readEncoderFolder } from './read-encoder-folder.ts';

const made: string[] = [];
afterEach(async () => {
  for (const folder of made.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function folderOf(files: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'taxon-encoder-'));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

const bare = { 'model.onnx': 'weights', 'tokenizer.json': {} };
const miniLm = {
  'onnx/model_quantized.onnx': 'weights',
  'onnx/model_quantized.onnx_data': 'more',
  'tokenizer.json': {},
  'tokenizer_config.json': { model_max_length: 512 },
  'modules.json': [
    { type: 'sentence_transformers.models.Transformer', path: '' },
    { type: 'sentence_transformers.models.Pooling', path: '1_Pooling' },
    { type: 'sentence_transformers.models.Normalize', path: '2_Normalize' },
  ],
  '1_Pooling/config.json': {
    word_embedding_dimension: 384,
    pooling_mode_cls_token: true,
    pooling_mode_mean_tokens: false,
  },
  'sentence_bert_config.json': { max_seq_length: 256, do_lower_case: true },
  'config_sentence_transformers.json': { prompts: { query: 'query: ' }, default_prompt_name: 'query' },
};

describe('the folder of an encoder', () => {
  it('is read as sentence-transformers would use it', async () => {
    const folder = await folderOf(miniLm);
    expect(await readEncoderFolder(folder)).toEqual({
      network: join(folder, 'onnx/model_quantized.onnx'),
      networkData: join(folder, 'onnx/model_quantized.onnx_data'),
      tokenizer: join(folder, 'tokenizer.json'),
      tokenizerConfig: join(folder, 'tokenizer_config.json'),
      settings: { pooling: 'cls', maxTokens: 256, lowerCase: true, prefix: 'query: ' },
      languages: [],
      scale: 1,
      licence: 'not stated',
    });
  });

  it('needs network and tokenizer only: mean of 512 tokens, or of as many as the network takes', async () => {
    const { settings } = await readEncoderFolder(await folderOf(bare));
    expect(settings).toEqual({ pooling: 'mean', maxTokens: 512, lowerCase: false, prefix: '' });
    const files = {
      ...bare,
      'config.json': { max_position_embeddings: 128 },
      'tokenizer_config.json': { model_max_length: 1e30 },
    };
    expect((await readEncoderFolder(await folderOf(files))).settings.maxTokens).toBe(128);
  });

  it('puts its taxon.json before everything else', async () => {
    const own = { pooling: 'max', maxTokens: 64, prefix: 'x', scale: 1.5, languages: ['de'], licence: 'MIT' };
    const { settings, ...facts } = await readEncoderFolder(await folderOf({ ...miniLm, 'taxon.json': own }));
    expect(settings).toEqual({ pooling: 'max', maxTokens: 64, lowerCase: true, prefix: 'x' });
    expect(facts).toMatchObject({ scale: 1.5, languages: ['de'], licence: 'MIT' });
  });

  it.each([
    [{ 'tokenizer.json': {} }, 'no model.onnx'],
    [{ 'model.onnx': '' }, 'no tokenizer.json'],
    [{ ...bare, 'modules.json': [{ type: 'sentence_transformers.models.Dense', path: '2_Dense' }] }, 'a step "Dense"'],
    [{ ...bare, '1_Pooling/config.json': { pooling_mode_weightedmean_tokens: true } }, 'weightedmean is not one of'],
    [
      { ...bare, '1_Pooling/config.json': { pooling_mode_cls_token: true, pooling_mode_max_tokens: true } },
      'cls with max',
    ],
    [{ ...bare, 'taxon.json': { scale: 9 } }, 'taxon.json/scale must be <= 4'],
    [{ ...bare, 'taxon.json': '{' }, 'taxon.json cannot be read'],
  ])('is refused with the reason: %j', async (files, reason) => {
    await expect(readEncoderFolder(await folderOf(files))).rejects.toThrow(reason);
  });

  it('has a digest of all that decides a vector', async () => {
    const digestOf = async (files: Readonly<Record<string, unknown>>) =>
      digestEncoder(await readEncoderFolder(await folderOf(files)));
    const digest = await digestOf(bare);
    expect(digest).toMatch(/^[0-9a-f]{16}$/);
    expect(await digestOf({ ...bare, 'README.md': 'x', 'taxon.json': { licence: 'MIT', scale: 2 } })).toBe(digest);
    const others = [
      { ...bare, 'model.onnx': 'other' },
      { ...bare, 'model.onnx_data': 'x' },
      { ...bare, 'tokenizer.json': [1] },
      { ...bare, 'tokenizer_config.json': {} },
      { ...bare, 'taxon.json': { pooling: 'max' } },
      { ...bare, 'taxon.json': { maxTokens: 511 } },
    ];
    for (const files of others) expect(await digestOf(files)).not.toBe(digest);
  });
});

describe('the user’s encoders', () => {
  it('are the folders with a tokenizer and a free name', async () => {
    const directory = await folderOf({
      'minilm/tokenizer.json': {},
      'none/tokenizer.json': {},
      'notes/readme.txt': '',
      'a b/tokenizer.json': {},
      'package.json': {},
    });
    const encoders = await findUserEncoders(directory, ['none']);
    expect(encoders.names).toEqual(['minilm']);
    expect(await encoders.get('none')).toBeUndefined();
    expect((await findUserEncoders(undefined, [])).names).toEqual([]);
  });

  it('say what is missing, and are looked at again once it was repaired', async () => {
    const directory = await folderOf({ 'minilm/tokenizer.json': {} });
    const encoders = await findUserEncoders(directory, []);
    const wanted = (problem: RegExp) => ({ code: 'encoder/unusable', message: expect.stringMatching(problem) });
    await expect(encoders.get('minilm')).rejects.toMatchObject(
      wanted(/^The encoder "minilm" cannot be used: its folder has no/),
    );
    await writeFile(join(directory, 'minilm/model.onnx'), 'weights');
    const command =
      /onnxruntime-node is not installed; run: npm install .* onnxruntime-node @huggingface\/tokenizers\.$/;
    await expect(encoders.get('minilm')).rejects.toMatchObject(wanted(command));
  });

  it('lie in a folder that must be there', async () => {
    await expect(findUserEncoders(join(tmpdir(), 'taxon-no-such-folder'), [])).rejects.toMatchObject({
      code: 'encoder/folder-unreadable',
      message: expect.stringContaining('ENOENT'),
    });
  });
});
