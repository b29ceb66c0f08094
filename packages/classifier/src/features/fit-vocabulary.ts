import { type AbortFlag, throwIfAborted } from '../errors/abort-flag.ts';
import { ClassifierError } from '../errors/classifier-error.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';
import { prepareText } from '../text/prepare.ts';
import { createExtractor, type Extractor } from './extractor.ts';
import { Growable } from './growable.ts';
import { createKeyTable, type KeyTable } from './key-table.ts';
import { CHARACTER_BIT } from './visit-features.ts';
import { inverseDocumentFrequency, MAX_COUNT, normalizeBlocks, termWeights } from './weighting.ts';

/** The features that a model knows. A feature's id is its position in `keys` and `idf`. */
export interface Vocabulary {
  readonly keys: Uint32Array;
  /** Inverse document frequency. */
  readonly idf: Float32Array;
  /** The weight of the character block against the word block, which has 1. */
  readonly characterScale: number;
}

export interface FittedVocabulary {
  readonly vocabulary: Vocabulary;
  /** A row for each text, in the given order; a column for each feature. */
  readonly matrix: SparseMatrix;
  /** How many texts were longer than `MAX_CHARACTERS`. */
  readonly truncated: number;
}

export interface FitVocabularyOptions {
  /** A feature is kept when at least so many texts have it. */
  readonly minDocumentFrequency: number;
  readonly characterScale: number;
  /** The most features. When there are more, the rarest character n-grams are left out first, then the rarest words. */
  readonly maxFeatures: number;
  /** The most entries of the matrix. When there are more, all character n-grams are left out. Default `MAX_ENTRIES`. */
  readonly maxEntries?: number;
  readonly signal?: AbortFlag | undefined;
  /** By text: the first one of its copies. Document frequencies then count copies once. Undefined: every text counts. */
  readonly firstOfText?: Int32Array | undefined;
}

/** Keeps the memory of a training below 1 GB: an entry takes 8 bytes while it is built, 8 in the matrix, 8 in the solver. */
const MAX_ENTRIES = 30_000_000;

// Further texts would add features that do not help (measured on 120,000 texts), and the table would outgrow the cache.
const VOCABULARY_DOCUMENTS = 30_000;

/** The features of all texts by their first ids, before rare ones are left out. */
interface Counted {
  /** Ids of the features of all texts, one text after the other. */
  readonly ids: Growable<Int32Array<ArrayBuffer>>;
  /** By entry: how often the text has the feature, at most `MAX_COUNT`. */
  readonly counts: Growable<Uint8Array<ArrayBuffer>>;
  /** By text: the position after its last entry. */
  readonly rowEnd: Int32Array;
  readonly documentFrequency: Int32Array;
  /** The number of texts that document frequencies are counted in. */
  readonly countedTexts: number;
  readonly keys: Uint32Array;
  readonly truncated: number;
}

/**
 * The features of `VOCABULARY_DOCUMENTS` texts that are spread evenly over the given order. The table is empty when there are
 * no more texts than that: then every text adds its features.
 */
function sampleVocabulary(texts: readonly string[], extractor: Extractor, signal: AbortFlag | undefined): KeyTable {
  const table = createKeyTable();
  if (texts.length <= VOCABULARY_DOCUMENTS) return table;
  let identified = new Int32Array(1024);
  for (let k = 0; k < VOCABULARY_DOCUMENTS; k++) {
    if ((k & 63) === 0) throwIfAborted(signal);
    const found = extractor.extract(
      prepareText(texts[Math.floor((k * texts.length) / VOCABULARY_DOCUMENTS)] ?? '').text,
    );
    if (identified.length < found) identified = new Int32Array(2 * found);
    table.identify(extractor.features(), found, true, identified, 0);
  }
  return table;
}

/** Counts the features of all texts. Undefined when there are more than `maxEntries` entries. */
function countFeatures(
  texts: readonly string[],
  withCharacters: boolean,
  { signal, maxEntries = MAX_ENTRIES, firstOfText }: FitVocabularyOptions,
): Counted | undefined {
  const extractor = createExtractor();
  const table = sampleVocabulary(texts, extractor, signal);
  const addsNew = table.size() === 0;
  const ids = new Growable((length) => new Int32Array(length));
  const counts = new Growable((length) => new Uint8Array(length));
  const rowEnd = new Int32Array(texts.length);
  let truncated = 0;
  for (const [row, text] of texts.entries()) {
    if ((row & 63) === 0) throwIfAborted(signal);
    const prepared = prepareText(text);
    if (prepared.truncated) truncated++;
    const found = extractor.extract(prepared.text);
    const features = extractor.features();
    const rowIds = ids.reserve(found);
    const rowCounts = counts.reserve(found);
    let at = ids.size;
    table.identify(features, found, addsNew, rowIds, at);
    for (let k = 0, from = at; k < found; k++) {
      const id = rowIds[from + k] as number;
      if (id < 0 || (!withCharacters && (features[2 * k] as number) & CHARACTER_BIT)) continue;
      rowIds[at] = id;
      rowCounts[at++] = Math.min(features[2 * k + 1] as number, MAX_COUNT);
    }
    ids.size = at;
    counts.size = at;
    rowEnd[row] = at;
    if (at > maxEntries) return undefined;
  }
  const documentFrequency = new Int32Array(table.size());
  const all = ids.values;
  let countedTexts = 0;
  for (let row = 0, k = 0; row < texts.length; row++) {
    const isCounted = firstOfText === undefined || firstOfText[row] === row;
    if (isCounted) countedTexts++;
    const end = rowEnd[row] as number;
    for (; isCounted && k < end; k++) {
      const id = all[k] as number;
      documentFrequency[id] = (documentFrequency[id] as number) + 1;
    }
    k = end;
  }
  return { ids, counts, rowEnd, documentFrequency, countedTexts, keys: table.keys(), truncated };
}

/** The least document frequency of words and of characters, so that at most `most` features stay. Characters go first. */
function frequencyFloors({ keys, documentFrequency }: Counted, least: number, most: number): [number, number] {
  const floors: [number, number] = [least, least];
  const count = (block: number, floor: number) => {
    let kept = 0;
    for (let id = 0; id < keys.length; id++) {
      if (((keys[id] as number) & CHARACTER_BIT) === block && (documentFrequency[id] as number) >= floor) kept++;
    }
    return kept;
  };
  const sizes: [number, number] = [count(0, least), count(1, least)];
  for (const block of [CHARACTER_BIT, 0] as const) {
    while (sizes[0] + sizes[1] > most && sizes[block] > 0) {
      floors[block]++;
      sizes[block] = count(block, floors[block]);
    }
  }
  return floors;
}

/**
 * Learns the vocabulary and the idf of the texts, and returns the texts as rows. The same texts in the same order give the
 * same result.
 * @throws ClassifierError `too-large` when the words alone have more than `maxEntries` entries; `aborted`
 */
export function fitVocabulary(texts: readonly string[], options: FitVocabularyOptions): FittedVocabulary {
  const counted = countFeatures(texts, true, options) ?? countFeatures(texts, false, options);
  if (counted === undefined) {
    throw new ClassifierError(
      'too-large',
      `The words of the training texts exceed ${options.maxEntries ?? MAX_ENTRIES} entries; train with fewer or shorter documents.`,
    );
  }
  const { documentFrequency } = counted;
  const { characterScale } = options;
  const floors = frequencyFloors(counted, options.minDocumentFrequency, options.maxFeatures);
  const codes = new Int32Array(counted.keys.length).fill(-1);
  let columns = 0;
  for (let id = 0; id < codes.length; id++) {
    const block = ((counted.keys[id] as number) & CHARACTER_BIT) as 0 | 1;
    if ((documentFrequency[id] as number) >= floors[block]) codes[id] = 2 * columns++ + block;
  }
  const keys = new Uint32Array(columns);
  const idf = new Float32Array(columns);
  const idfs = new Float32Array(counted.countedTexts + 1);
  for (let id = 0; id < codes.length; id++) {
    const kept = (codes[id] as number) >> 1;
    if (kept < 0) continue;
    keys[kept] = counted.keys[id] as number;
    const frequency = documentFrequency[id] as number;
    // An idf is never 0, so 0 means: not computed yet. The logarithm is taken once for each frequency.
    idfs[frequency] ||= inverseDocumentFrequency(counted.countedTexts, frequency);
    idf[kept] = idfs[frequency] as number;
  }
  const matrix = weightRows(counted, codes, { keys, idf, characterScale });
  return { vocabulary: { keys, idf, characterScale }, matrix, truncated: counted.truncated };
}

/**
 * The weighted rows of all texts.
 * @param codes by counted id: twice the feature's id plus its block, or −1 for a feature that is left out
 */
function weightRows(counted: Counted, codes: Int32Array, vocabulary: Vocabulary): SparseMatrix {
  const { rowEnd } = counted;
  const ids = counted.ids.values;
  const counts = counted.counts.values;
  const { keys, idf, characterScale } = vocabulary;
  const frequency = termWeights();
  const rows = rowEnd.length;
  const rowStart = new Int32Array(rows + 1);
  let entries = 0;
  for (let k = 0; k < counted.ids.size; k++) if ((codes[ids[k] as number] as number) >= 0) entries++;
  const index = new Int32Array(entries);
  const value = new Float32Array(entries);
  let longest = 0;
  for (let row = 0; row < rows; row++) longest = Math.max(longest, (rowEnd[row] as number) - (rowEnd[row - 1] ?? 0));
  const blocks = new Uint32Array(longest);
  let at = 0;
  let k = 0;
  for (let row = 0; row < rows; row++) {
    const from = at;
    for (const end = rowEnd[row] as number; k < end; k++) {
      const code = codes[ids[k] as number] as number;
      if (code < 0) continue;
      const id = code >> 1;
      blocks[at - from] = code;
      index[at] = id;
      value[at++] = (frequency[counts[k] as number] as number) * (idf[id] as number);
    }
    normalizeBlocks(blocks, value, from, at, characterScale);
    rowStart[row + 1] = at;
  }
  return { rows, columns: keys.length, rowStart, index, value };
}
