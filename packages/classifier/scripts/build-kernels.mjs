// Compiles assembly/ with AssemblyScript and writes src/linear/generated/kernels.ts: the module as base64.
//
// `--check` writes nothing and fails when the committed file is not what the sources give. It compiles (3.5 s of CPU)
// only when the committed fingerprint differs from that of the present sources, compiler, flags and module.
// `--check --compile` compiles in any case; the full suite does that.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const target = new URL('../src/linear/generated/kernels.ts', import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const flags = [
  ...['--outFile', 'kernels.wasm', '-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd'],
  ...['--initialMemory', '1', '--maximumMemory', '65536'],
];

/** The module as base64. */
async function compile() {
  const { default: asc } = await import('assemblyscript/asc');
  let wasm;
  const { error, stderr } = await asc.main(['assembly/index.ts', ...flags], {
    readFile(name, base) {
      const path = join(root, base, name.replace(/\.ts\.ts$/, '.ts')); // our imports carry the extension, asc adds another
      return existsSync(path) ? readFileSync(path, 'utf8') : null;
    },
    writeFile(name, contents) {
      if (name.endsWith('.wasm')) wasm = contents;
    },
    listFiles: () => [],
  });
  if (error || !wasm) {
    console.error(String(stderr), error);
    process.exit(1);
  }
  return Buffer.from(wasm).toString('base64');
}

/** SHA-256 of everything that decides the module, and of the module. */
function fingerprintOf(base64) {
  const { version } = createRequire(import.meta.url)('assemblyscript/package.json');
  const sources = readdirSync(join(root, 'assembly'))
    .sort()
    .map((name) => [name, readFileSync(join(root, 'assembly', name), 'utf8')]);
  return createHash('sha256')
    .update(JSON.stringify([version, flags, sources, base64]))
    .digest('hex');
}

function sourceOf(base64) {
  return `// Made by scripts/build-kernels.mjs from assembly/; do not edit. ${Buffer.from(base64, 'base64').length} bytes.
// Fingerprint: ${fingerprintOf(base64)}
export const kernelsBase64 =
  '${base64}';
`;
}

if (process.argv.includes('--check')) {
  const committed = readFileSync(target, 'utf8');
  const [, base64 = ''] = /'([^']*)'/.exec(committed) ?? [];
  if (committed !== sourceOf(base64) || process.argv.includes('--compile')) {
    if ((await compile()) !== base64) {
      console.error('src/linear/generated/kernels.ts differs from what assembly/ gives.');
      process.exitCode = 1;
    } else if (committed !== sourceOf(base64)) {
      console.error('src/linear/generated/kernels.ts has an old fingerprint: run scripts/build-kernels.mjs.');
      process.exitCode = 1;
    }
  }
} else {
  const source = sourceOf(await compile());
  writeFileSync(target, source);
  console.log(source.slice(0, source.indexOf('\n')));
}
