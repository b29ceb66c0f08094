import type { TrainReport } from '@taxon/classifier';
import type { SharedEncoder } from '../../encoders/on-threads.ts';
import type { EvaluatedDocument, EvaluationOptions, ModelEvaluation, NamedDocuments } from '../../models/index.ts';
import type { DialoguePort, Issue } from '../../platform/on-threads.ts';
import type { ProjectKind, ProjectSettings, TrainingSearch } from '../../projects/index.ts';
import type { LabelledDocument } from './split-documents.ts';

/** Everything but the documents that decides what a model becomes; part of the snapshot. */
export interface TrainSetup {
  readonly projectName: string;
  readonly kind: ProjectKind;
  /** Of documents that name none. */
  readonly language: string;
  readonly multilingual: boolean;
  readonly settings: ProjectSettings;
  /** All classes of the project, in ascending order. */
  readonly classes: readonly string[];
  readonly configVersion: string;
  readonly evaluation: EvaluationOptions;
  readonly seed: number;
  readonly search: TrainingSearch;
  /** Name of the encoder that is given; undefined: none. */
  readonly encoderName: string | undefined;
}

/** What a training thread is started with. */
export interface TrainInput {
  readonly setup: TrainSetup;
  /** The one that the setup names. */
  readonly encoder: SharedEncoder | undefined;
  /** The thread asks for the next page of documents, and tells its progress. */
  readonly port: DialoguePort<'next page', DocumentPage, TrainPercent>;
}

/** Some labelled documents of the project; behind the last of them, how many documents have no label, and the first names. */
export type DocumentPage =
  | { readonly documents: readonly LabelledDocument[] }
  | { readonly end: true; readonly unlabelled: NamedDocuments };

/** Whole percentages, never decreasing. */
export interface TrainPercent {
  readonly training: number;
  readonly evaluation: number;
}

/** What a training thread answers. */
export type TrainOutcome =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly snapshot: Uint8Array;
      readonly snapshotDigest: string;
      readonly evaluation: ModelEvaluation;
      readonly evaluatedDocuments: readonly EvaluatedDocument[];
      readonly report: TrainReport;
    }
  | { readonly ok: false; readonly stopped: true }
  | {
      readonly ok: false;
      readonly stopped: false;
      readonly issue: Issue;
      /** Further faults of the same kind. */
      readonly others?: readonly Issue[];
    };
