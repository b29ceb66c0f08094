// Finds the tokens and the features of one text. src/text/tokenizer.ts and src/features/visit-features.ts do the same in
// readable TypeScript, and give the spans that explanations need. A test compares the keys and counts of both.

const WORD: u32 = 1;
const UNSPACED: u32 = 2;
const MARK: u32 = 3;
const SYMBOL: u32 = 4;
const ZERO_WIDTH_JOINER: u32 = 0x200d;
const FNV: u32 = 0x01000193;
const SPACE: u32 = 32;

// Addresses and sizes. `configureExtractor` sets them once.
let classes: usize = 0;
let classEnd: u32 = 0;
/** The UTF-16 code units of the text. The positions before and after the text must be writable. */
let codes: usize = 0;
/** 16 bytes for each token: start and end in code units, kind, hash. */
let tokens: usize = 0;
/** The hash table, 8 bytes for each slot: the stamp of the text that filled it, and the position of its feature in `found`. */
let slots: usize = 0;
/** 8 bytes for each found feature: key, count. */
let found: usize = 0;

let stamp: u32 = 0;
let mask: u32 = 0;
let size: u32 = 0;

export function configureExtractor(
  classesAt: usize,
  classLimit: u32,
  codesAt: usize,
  tokensAt: usize,
  slotsAt: usize,
  foundAt: usize,
): void {
  classes = classesAt;
  classEnd = classLimit;
  codes = codesAt;
  tokens = tokensAt;
  slots = slotsAt;
  found = foundAt;
}

/** The finalizer of MurmurHash3, as `mix32` of src/hashing/hash.ts. */
function mix(value: u32): u32 {
  let h = value;
  h = (h ^ (h >> 16)) * 0x85ebca6b;
  h = (h ^ (h >> 13)) * 0xc2b2ae35;
  return h ^ (h >> 16);
}

/** Counts one occurrence of a feature. A slot whose stamp is not that of this text is free. */
function add(key: u32): void {
  let slot = (key >> 1) & mask;
  while (true) {
    const at = slots + ((<usize>slot) << 3);
    if (load<u32>(at) !== stamp) {
      store<u32>(at, stamp);
      store<u32>(at, size, 4);
      const entry = found + ((<usize>size) << 3);
      store<u32>(entry, key);
      store<u32>(entry, 1, 4);
      size++;
      return;
    }
    const entry = found + ((<usize>load<u32>(at, 4)) << 3);
    if (load<u32>(entry) === key) {
      store<u32>(entry, load<u32>(entry, 4) + 1, 4);
      return;
    }
    slot = (slot + 1) & mask;
  }
}

function codeAt(i: u32): u32 {
  return load<u16>(codes + ((<usize>i) << 1));
}

function classOf(code: u32): u32 {
  return code < classEnd ? load<u8>(classes + <usize>code) : 0;
}

/** Writes the tokens of codes[0…length) to the token array, and returns how many there are. */
export function tokenizeText(length: u32): u32 {
  let at = tokens;
  let open: u32 = 0;
  let h: u32 = 0;
  let joined = false;
  for (let i: u32 = 0; i < length; i++) {
    const code = codeAt(i);
    let one = classOf(code);
    let low: u32 = 0;
    if (code >= 0xd800 && code <= 0xdbff && i + 1 < length) {
      const next = codeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        low = next;
        one = classOf(0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00));
      }
    }
    const continues = open !== 0 && (one === MARK || (one === WORD && open === WORD) || (one === SYMBOL && joined));
    if (!continues) {
      if (open !== 0) {
        store<u32>(at, i, 4);
        store<u32>(at, mix(h), 12);
        at += 16;
      }
      open = one === MARK ? WORD : one;
      if (open !== 0) {
        store<u32>(at, i);
        store<u32>(at, open, 8);
        h = 0x811c9dc5;
      }
    }
    joined = code === ZERO_WIDTH_JOINER && open === SYMBOL;
    h = (h ^ code) * FNV;
    if (low !== 0) {
      h = (h ^ low) * FNV;
      i++;
    }
  }
  if (open !== 0) {
    store<u32>(at, length, 4);
    store<u32>(at, mix(h), 12);
    at += 16;
  }
  return <u32>((at - tokens) >> 4);
}

/** Counts the 3-grams and 4-grams of codes[start…end), with a space on both sides when `padded`. */
function addGrams(start: u32, end: u32, padded: bool): void {
  let a: u32 = 0;
  let b: u32 = padded ? SPACE : codeAt(start);
  let c: u32 = padded ? codeAt(start) : 0;
  let i = start + 1;
  let seen = 2;
  if (!padded) {
    if (end - start < 2) return;
    c = codeAt(start + 1);
    i = start + 2;
  }
  const to = padded ? end + 1 : end;
  for (; i < to; i++) {
    const d = i >= end ? SPACE : codeAt(i);
    add(mix(b * 0x9e3779b1 + c * 0x85ebca77 + d * 0xc2b2ae3d) | 1);
    if (seen > 2) add(mix(a * 0x27d4eb2f + b * 0x165667b1 + c * 0xd3a2646d + d * 0xfd7046c5) | 1);
    seen++;
    a = b;
    b = c;
    c = d;
  }
}

/**
 * Writes the distinct features of codes[0…length) to `found`, in the order of their first occurrence, and returns how many
 * there are. The hash table has `slotMask` + 1 slots: a power of two, at least twice the possible features.
 */
export function extractFeatures(length: u32, slotMask: u32): u32 {
  mask = slotMask;
  stamp++;
  size = 0;
  const count = tokenizeText(length);
  let before: u32 = 0;
  let beforeEnd: u32 = 0xffffffff;
  let inRun = false;
  let runStart: u32 = 0;
  for (let t: u32 = 0; t < count; t++) {
    const at = tokens + ((<usize>t) << 4);
    const start = load<u32>(at);
    const end = load<u32>(at, 4);
    const kind = load<u32>(at, 8);
    const hash = load<u32>(at, 12);
    add(hash & 0xfffffffe);
    if (t > 0) add(mix((before * 0x9e3779b1) ^ rotl<u32>(hash, 13)) & 0xfffffffe);
    before = hash;
    if (kind === UNSPACED) {
      if (!(inRun && beforeEnd === start)) runStart = start;
      inRun = true;
      const following = at + 16;
      const goesOn = t + 1 < count && load<u32>(following, 8) === UNSPACED && load<u32>(following) === end;
      if (!goesOn) addGrams(runStart, end, false);
    } else {
      inRun = false;
      if (kind === WORD) addGrams(start, end, true);
    }
    beforeEnd = end;
  }
  return size;
}
