import type { Actor } from '../access/index.ts';
import type { Reading, TextFormat } from '../files/index.ts';
import type { Status } from '../operations/index.ts';
import type { Issue, ThreadTask } from '../platform/index.ts';
import type { ProjectKind } from '../projects/index.ts';
import type { SimilarDocument, TextExplanation, WantedDetail } from './classify/detail.ts';
import type { ChunkAnswer, ChunkInput } from './stream/chunk.ts';

export interface InputDocument {
  readonly id: string;
  readonly text: string;
  /** BCP-47, or undefined ('' counts as undefined). */
  readonly language?: string;
}

/** One task of a job. `kind` 'unsupported': asked for by a known client, answered with one error per document. */
export interface PredictionTask {
  readonly kind: ProjectKind | 'unsupported';
  /** The caller's word for the kind. The door that it came through says it again; names of tasks are unique within it. */
  readonly kindName: string;
  readonly name?: string;
  readonly projectName: string;
  readonly deploymentName: string;
}

/** Class and calibrated probability, rounded to 6 decimals. */
export interface ClassScore {
  readonly className: string;
  readonly score: number;
}

/** What one document got from one task. A bad document is a value here, never an exception of the job. */
export type DocumentOutcome =
  | {
      readonly ok: true;
      readonly id: string;
      /** Predicted classes, best first. Single-label: exactly one, `None` when abstained. Multi-label: any number. */
      readonly predicted: readonly ClassScore[];
      readonly abstained: boolean;
      readonly warnings: readonly Issue[];
      /** `characters` is in text elements. Rows of older versions have further members, which nobody reads. */
      readonly statistics: { readonly characters: number };
    }
  | { readonly ok: false; readonly id: string; readonly issue: Issue };

export interface TaskResult {
  readonly index: number;
  readonly finishedAt: Date;
  /** failed: the task could not run at all (unknown project or deployment, unsupported kind): `issue` says why and `outcomes` has one error per document. */
  readonly status: 'succeeded' | 'failed' | 'cancelled';
  readonly issue: Issue | undefined;
  /** In the order of the submitted documents. */
  readonly outcomes: readonly DocumentOutcome[];
}

export interface PredictionJob {
  readonly id: string;
  readonly status: Status;
  readonly displayName: string | undefined;
  readonly tasks: readonly PredictionTask[];
  /** By task index; only finished tasks occur. */
  readonly results: readonly TaskResult[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly expiresAt: Date;
}

/** `threshold` undefined: none, or nobody asked. */
export interface RankedClass extends ClassScore {
  readonly threshold?: number;
}

export interface ClassifyResult {
  readonly modelName: string;
  readonly kind: ProjectKind;
  /** When an answer is withheld, as the project and the deployment say; undefined: no such rule. */
  readonly confidenceThreshold: number | undefined;
  readonly inScopeShare: number | undefined;
  readonly documents: readonly (
    | {
        readonly ok: true;
        readonly id: string;
        readonly predicted: readonly ClassScore[];
        /** Every class with its score and the threshold from which it is answered, best first. */
        readonly scores: readonly RankedClass[];
        readonly abstained: boolean;
        readonly warnings: readonly Issue[];
        /** Of the predicted classes (of the best when none is), when asked for. */
        readonly explanations?: readonly TextExplanation[];
        /** When asked for. */
        readonly similar?: readonly SimilarDocument[];
      }
    | { readonly ok: false; readonly id: string; readonly issue: Issue }
  )[];
}

/** What a stream is asked with. */
export interface StreamRequest<Options> {
  readonly format: TextFormat;
  /** What the sender says about the file. */
  readonly reading?: Reading;
  readonly body: AsyncIterable<Uint8Array>;
  /** Made with `answerRows`. */
  readonly task: ThreadTask<ChunkInput<Options>, ChunkAnswer>;
  /** For the task's writer; plain data. */
  readonly options: Options;
}

/** Limits of one request. */
export const predictionLimits = { documents: 25, textElements: 125_000 } as const;

/** What a job is asked with. */
interface PredictionRequest {
  readonly displayName?: string;
  readonly documents: readonly InputDocument[];
  readonly tasks: readonly PredictionTask[];
  /** The job is cancelled when it has not ended after so many seconds. */
  readonly cancelAfterSeconds?: number;
}

export interface PredictionService {
  /**
   * Accepts a job: one row and one queue job in one transaction. Throws what refuses a whole request: no documents, too
   * many, ids missing or doubled, no tasks, task names doubled within a kind, too many characters, a lone empty document
   * (`prediction/document-empty`), backlog.
   */
  submit(actor: Actor, request: PredictionRequest): Promise<PredictionJob>;
  /** Throws `prediction/not-found`, also for an expired job or one whose projects the actor may not see. */
  get(actor: Actor, id: string): Promise<PredictionJob>;
  /** As `get`, but waits up to `milliseconds` for the job to end. One LISTEN a process, no polling loop per request. */
  getWhenFinal(actor: Actor, id: string, milliseconds: number): Promise<PredictionJob>;
  /** notStarted becomes cancelled at once, running becomes cancelling; a finished job stays as it is. */
  cancel(actor: Actor, id: string): Promise<PredictionJob>;
  /** Classifies at once, on the thread pool. Similar examples need the right to read the project. */
  classify(
    actor: Actor,
    projectName: string,
    deploymentName: string,
    documents: readonly InputDocument[],
    wanted?: WantedDetail,
  ): Promise<ClassifyResult>;
  /**
   * Classifies the rows of a CSV or JSON lines stream of any length, on the thread pool, with the model that the
   * deployment points at now. Rows are as in the import (`text`, optional `id`, `language`; a row without an id is called
   * by its number); a bad row is an outcome. The result gives the rendered rows in order; it takes in no more than it
   * gives out. Throws what refuses the stream as a whole: here, or while it is read (`import/file-invalid`,
   * `model/unreadable`, what the body throws).
   */
  classifyStream<Options>(
    actor: Actor,
    projectName: string,
    deploymentName: string,
    request: StreamRequest<Options>,
  ): Promise<AsyncGenerator<Uint8Array>>;
}
