// Compiles assembly/ with AssemblyScript and writes src/linear/generated/kernels.ts (the module as base64).
// `--check` fails when the committed module differs from what the sources give.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const target = new URL('../src/linear/generated/kernels.ts', import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const flags = [
  ...['--outFile', 'kernels.wasm', '-O3', '--converge', '--noAssert', '--runtime', 'stub', '--enable', 'simd'],
  ...['--initialMemory', '1', '--maximumMemory', '65536'],
];
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
const source = `// Made by scripts/build-kernels.mjs from assembly/; do not edit. ${wasm.length} bytes.
export const kernelsBase64 =
  '${Buffer.from(wasm).toString('base64')}';
`;
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== source) {
    console.error('src/linear/generated/kernels.ts differs from what assembly/ gives.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(target, source);
  console.log(`${wasm.length} bytes of WebAssembly`);
}
