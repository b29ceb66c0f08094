// SHA-256 (FIPS 180-4). A model's report has the digest of its training data. The package uses no crypto of the platform,
// because it must run on every platform.

const primes: number[] = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p !== 0)) primes.push(n);
const fraction = (x: number) => Math.floor((x - Math.floor(x)) * 0x100000000);

/** Cube root in double precision by Newton's method. Math.cbrt may differ between JavaScript engines. */
function cubeRoot(x: number): number {
  let r = x / 2;
  for (let i = 0; i < 60; i++) r -= (r * r * r - x) / (3 * r * r);
  return r;
}

const K = Uint32Array.from(primes, (p) => fraction(cubeRoot(p)));
const INITIAL = Uint32Array.from(primes.slice(0, 8), (p) => fraction(Math.sqrt(p)));
const W = new Uint32Array(64);

function rotate(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by));
}

function compress(state: Uint32Array, block: Uint8Array): void {
  for (let i = 0; i < 16; i++) {
    const at = 4 * i;
    W[i] =
      ((block[at] as number) << 24) |
      ((block[at + 1] as number) << 16) |
      ((block[at + 2] as number) << 8) |
      (block[at + 3] as number);
  }
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15] as number;
    const y = W[i - 2] as number;
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    W[i] = (W[i - 16] as number) + s0 + (W[i - 7] as number) + s1;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] as number) + (W[i] as number)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  for (const [i, one] of [a, b, c, d, e, f, g, h].entries()) state[i] = (state[i] as number) + one;
}

/** A SHA-256 that takes strings piece by piece: their UTF-16 code units, little endian. */
export interface Digest {
  update(text: string): void;
  /** The digest, 64 hexadecimal digits. The object must not be used afterwards. */
  finish(): string;
}

/** A digest of nothing yet. */
export function createDigest(): Digest {
  const state = INITIAL.slice();
  const block = new Uint8Array(64);
  let at = 0;
  let total = 0;
  const push = (byte: number) => {
    block[at++] = byte;
    if (at === 64) {
      compress(state, block);
      at = 0;
    }
  };
  return {
    update(text) {
      for (let i = 0; i < text.length; i++) {
        const code = text.charCodeAt(i);
        push(code & 255);
        push(code >>> 8);
      }
      total += 2 * text.length;
    },
    finish() {
      push(0x80);
      while (at !== 56) push(0);
      const high = Math.floor(total / 0x20000000);
      const low = (total * 8) >>> 0;
      for (const word of [high, low]) for (const by of [24, 16, 8, 0]) push((word >>> by) & 255);
      return Array.from(state, (word) => word.toString(16).padStart(8, '0')).join('');
    },
  };
}
