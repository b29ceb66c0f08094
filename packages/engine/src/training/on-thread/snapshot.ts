import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { TrainSetup } from './messages.ts';
import type { DocumentSplit, LabelledDocument } from './split-documents.ts';

/** Version of the snapshot's JSON. */
const snapshotVersion = 2;

export interface Snapshot {
  /** gzip of the canonical JSON. */
  readonly bytes: Uint8Array;
  /** SHA-256 of the canonical JSON, hexadecimal. */
  readonly digest: string;
}

type Part = 'train' | 'test' | 'leftOut';

function documentOf(document: LabelledDocument, part: Part) {
  const { name, language, dataset, labels, text } = document;
  const textDigest = createHash('sha256').update(text, 'utf8').digest('hex');
  return { name, language: language ?? null, dataset: dataset ?? null, labels, part, textDigest };
}

/**
 * What a model was made from: settings, classes, and every labelled document's name, language, dataset, labels, part of
 * the split and a digest of its text (the text itself stays in the dataset). Canonical: members in this order,
 * documents by name, no times, so that the same data give the same digest.
 */
export function snapshotOf(
  setup: TrainSetup,
  documents: readonly LabelledDocument[],
  split: Pick<DocumentSplit, 'train' | 'test'>,
): Snapshot {
  const train = new Set(split.train.map(({ name }) => name));
  const test = new Set(split.test.map(({ name }) => name));
  const partOf = (name: string): Part => (train.has(name) ? 'train' : test.has(name) ? 'test' : 'leftOut');
  const { projectName, kind, language, multilingual, settings, classes, configVersion, evaluation } = setup;
  const { seed, search, encoderName } = setup;
  const json = JSON.stringify({
    version: snapshotVersion,
    projectName,
    kind,
    language,
    multilingual,
    settings: {
      confidenceThreshold: settings.confidenceThreshold ?? null,
      encoder: settings.encoder ?? null,
      outOfScope: settings.outOfScope ?? null,
      atLeastOne: settings.atLeastOne ?? null,
    },
    classes,
    configVersion,
    evaluation: {
      kind: evaluation.kind,
      trainingSplitPercentage: evaluation.trainingSplitPercentage ?? null,
      testingSplitPercentage: evaluation.testingSplitPercentage ?? null,
    },
    seed,
    search,
    encoder: encoderName ?? null,
    documents: documents.map((document) => documentOf(document, partOf(document.name))),
  });
  return { bytes: gzipSync(json), digest: createHash('sha256').update(json, 'utf8').digest('hex') };
}
