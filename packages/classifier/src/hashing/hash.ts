/** Finalizer of MurmurHash3 (public domain, Austin Appleby): every input bit reaches every output bit. Unsigned 32 bit. */
export function mix32(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 code units, started from a mixed seed and finished by `mix32`. Unsigned 32 bit. */
export function hashString(text: string, seed = 0): number {
  let h = mix32(seed) ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix32(h);
}
