import { type AbortFlag, throwIfAborted } from '../abort-flag.ts';
import { ClassifierError } from '../classifier-error.ts';
import type { SparseMatrix } from '../linear/sparse-matrix.ts';
import { prepareText } from '../text/prepare.ts';
import { createExtractor } from './extractor.ts';
import { GrowableInt32 } from './growable.ts';
import { createKeyTable } from './key-table.ts';
import { inverseDocumentFrequency, normalizeBlocks, termWeight } from './weighting.ts';

/** Which features a model knows: key and idf by feature id. */
export interface Vocabulary {
  readonly keys: Uint32Array;
  readonly idf: Float32Array;
  readonly characterScale: number;
}

export interface FittedVocabulary {
  readonly vocabulary: Vocabulary;
  /** A row a text, in the given order, a column a feature. */
  readonly matrix: SparseMatrix;
  /** How many texts were longer than what is read of them. */
  readonly truncated: number;
}

interface FitVocabularyOptions {
  /** A feature is kept when so many texts have it. */
  readonly minDocumentFrequency: number;
  readonly characterScale: number;
  readonly signal?: AbortFlag | undefined;
}

/** Above this memory for training would pass 1 GB (8 bytes an entry, and as much while it is built). */
const MAX_ENTRIES = 60_000_000;

// Later documents only look up: 30,000 texts hold all features worth having (measured on 120,000), and the table stays in cache.
const VOCABULARY_DOCUMENTS = 30_000;

// Counts of one document and feature are packed into the upper bits beside nothing else; 255 is far beyond what 1 + ln(count) tells apart.
const MAX_COUNT = 255;

interface Counted {
  readonly ids: GrowableInt32;
  readonly counts: GrowableInt32;
  readonly rowEnd: Int32Array;
  readonly documentFrequency: Int32Array;
  readonly keys: Uint32Array;
  readonly truncated: number;
}

function countFeatures(texts: readonly string[], signal: AbortFlag | undefined): Counted {
  const extractor = createExtractor();
  const table = createKeyTable();
  const ids = new GrowableInt32();
  const counts = new GrowableInt32();
  const rowEnd = new Int32Array(texts.length);
  let documentFrequency = new Int32Array(1024);
  let truncated = 0;
  for (const [row, text] of texts.entries()) {
    if ((row & 63) === 0) throwIfAborted(signal);
    const prepared = prepareText(text);
    if (prepared.truncated) truncated++;
    const found = extractor.extract(prepared.text);
    const features = extractor.features();
    for (let k = 0; k < found; k++) {
      const key = features[2 * k] as number;
      const id = row < VOCABULARY_DOCUMENTS ? table.add(key) : table.find(key);
      if (id < 0) continue;
      if (id >= documentFrequency.length) {
        const larger = new Int32Array(2 * documentFrequency.length);
        larger.set(documentFrequency);
        documentFrequency = larger;
      }
      documentFrequency[id] = (documentFrequency[id] as number) + 1;
      ids.push(id);
      counts.push(Math.min(features[2 * k + 1] as number, MAX_COUNT));
    }
    rowEnd[row] = ids.size;
    if (ids.size > MAX_ENTRIES) {
      throw new ClassifierError(
        'too-large',
        `The training texts have more than ${MAX_ENTRIES} features (reached at document ${row + 1} of ${texts.length}); train with fewer or shorter documents.`,
      );
    }
  }
  return { ids, counts, rowEnd, documentFrequency, keys: table.keys(), truncated };
}

/** Learns vocabulary and idf of the texts and gives their rows; the same for the same texts in the same order. */
export function fitVocabulary(texts: readonly string[], options: FitVocabularyOptions): FittedVocabulary {
  const counted = countFeatures(texts, options.signal);
  const { documentFrequency, characterScale } = { ...counted, ...options };
  const newId = new Int32Array(counted.keys.length).fill(-1);
  let columns = 0;
  for (let id = 0; id < newId.length; id++) {
    if ((documentFrequency[id] as number) >= options.minDocumentFrequency) newId[id] = columns++;
  }
  const keys = new Uint32Array(columns);
  const idf = new Float32Array(columns);
  for (let id = 0; id < newId.length; id++) {
    const kept = newId[id] as number;
    if (kept < 0) continue;
    keys[kept] = counted.keys[id] as number;
    idf[kept] = inverseDocumentFrequency(texts.length, documentFrequency[id] as number);
  }
  const matrix = weightRows(counted, newId, { keys, idf, characterScale });
  return { vocabulary: { keys, idf, characterScale }, matrix, truncated: counted.truncated };
}

function weightRows(counted: Counted, newId: Int32Array, vocabulary: Vocabulary): SparseMatrix {
  const { ids, counts, rowEnd } = counted;
  const rows = rowEnd.length;
  const rowStart = new Int32Array(rows + 1);
  let entries = 0;
  for (let k = 0; k < ids.size; k++) if ((newId[ids.values[k] as number] as number) >= 0) entries++;
  const index = new Int32Array(entries);
  const value = new Float32Array(entries);
  const rowKeys: number[] = [];
  let at = 0;
  let k = 0;
  for (let row = 0; row < rows; row++) {
    const from = at;
    rowKeys.length = 0;
    for (; k < (rowEnd[row] as number); k++) {
      const id = newId[ids.values[k] as number] as number;
      if (id < 0) continue;
      index[at] = id;
      value[at++] = termWeight(counts.values[k] as number) * (vocabulary.idf[id] as number);
      rowKeys.push(vocabulary.keys[id] as number);
    }
    normalizeBlocks(rowKeys, value, from, at, vocabulary.characterScale);
    rowStart[row + 1] = at;
  }
  return { rows, columns: vocabulary.keys.length, rowStart, index, value };
}
