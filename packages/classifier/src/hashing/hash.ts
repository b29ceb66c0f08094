/** The finalizer of MurmurHash3 (Austin Appleby, public domain). Each input bit affects each output bit. Unsigned 32 bits. */
export function mix32(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** FNV-1a over UTF-16 code units. It starts from the mixed seed and ends with `mix32`. Unsigned 32 bits. */
export function hashString(text: string, seed = 0): number {
  let h = mix32(seed) ^ 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix32(h);
}
