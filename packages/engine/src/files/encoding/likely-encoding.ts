/** An encoding by its WHATWG name, as `charset` takes it. */
export type EncodingName = string;

const enoughBytes = 65_536;

/**
 * The encoding that bytes which are no UTF-8 most likely have, by WHATWG name. Looks at up to 64 KiB. Letters of European
 * languages stand alone between ASCII letters; words of Cyrillic are runs of bytes from 0xC0; Chinese, Japanese and Korean
 * come in pairs, which their decoders take or refuse.
 */
export function likelyEncoding(bytes: Uint8Array): EncodingName {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return utf16;
  const runs = highRuns(bytes.subarray(0, enoughBytes));
  const total = runs.reduce((sum, run) => sum + run.length, 0);
  const alone = runs.filter(({ length }) => length <= 2).reduce((sum, run) => sum + run.length, 0);
  if (total === 0) return 'windows-1252';
  if (alone * 2 > total && !decodes(bytes, 'shift_jis', /[\u3040-\u30ff]/gu, total)) return 'windows-1252';
  // By how sure a hit is: kana, Hangul, the first level of GB 2312 (first bytes B0 to D7), Big5.
  if (decodes(bytes, 'shift_jis', /[\u3040-\u30ff]/gu, total)) return 'shift_jis';
  if (pairsWithin(runs, 0xa4, 0xa5) * 2 > total / 4) return 'euc-jp';
  if (pairsWithin(runs, 0xb0, 0xc8) * 2 > total * 0.9 && decodes(bytes, 'euc-kr', /[\uac00-\ud7a3]/gu, total)) {
    return 'euc-kr';
  }
  if (pairsWithin(runs, 0xb0, 0xd7) * 2 > total * 0.7) return 'gb18030';
  const cyrillic = runs.reduce((sum, run) => sum + run.filter((byte) => byte >= 0xc0).length, 0);
  if (cyrillic > total * 0.9) return 'windows-1251';
  if (decodes(bytes, 'big5', /[\u4e00-\u9fff]/gu, total)) return 'big5';
  if (decodes(bytes, 'gb18030', /[\u4e00-\u9fff]/gu, total)) return 'gb18030';
  return 'windows-1252';
}

/**
 * UTF-16, by its byte order mark, or because the first characters (a header, or the brackets of JSON) are ASCII with a zero
 * byte each, or of an alphabet below U+0900: no text has control characters at every second place. Undefined: it is not.
 */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 8);
  const zero = (parity: number) => head.every((byte, at) => (at % 2 === parity ? byte === 0 : byte !== 0));
  if (head.length < 4) return undefined;
  if (zero(1)) return 'utf-16le';
  if (zero(0)) return 'utf-16be';
  if (head.length < 8) return undefined;
  const high = (parity: number) => head.every((byte, at) => (at % 2 === parity ? byte < 9 : byte >= 9));
  if (high(1)) return 'utf-16le';
  return high(0) ? 'utf-16be' : undefined;
}

/** The runs of bytes that are not ASCII. */
function highRuns(bytes: Uint8Array): Uint8Array[] {
  const runs: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    if ((bytes[at] as number) < 0x80) continue;
    const begin = at;
    while (at < bytes.length && (bytes[at] as number) >= 0x80) at += 1;
    runs.push(bytes.subarray(begin, at));
  }
  return runs;
}

/** How many pairs of bytes begin with a byte from `low` to `high` and go on with one from 0xA1. */
function pairsWithin(runs: readonly Uint8Array[], low: number, high: number): number {
  let pairs = 0;
  for (const run of runs) {
    for (let at = 0; at + 1 < run.length; at += 2) {
      const lead = run[at] as number;
      if (lead >= low && lead <= high && (run[at + 1] as number) >= 0xa1) pairs += 1;
    }
  }
  return pairs;
}

/** Whether the bytes are valid in the encoding and at least a quarter of the letters that it makes are `typical`. */
function decodes(bytes: Uint8Array, encoding: EncodingName, typical: RegExp, high: number): boolean {
  const sample = bytes.subarray(0, enoughBytes);
  // The sample may end within a character.
  for (const end of [sample.length, sample.length - 1]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(sample.subarray(0, end));
      return (text.match(typical)?.length ?? 0) * 2 >= high / 4;
    } catch {
      if (bytes.length <= enoughBytes) return false;
    }
  }
  return false;
}
