import type { AccessService } from './access/index.ts';
import type { DatasetService, ExportService } from './dataset/index.ts';
import type { DeploymentService } from './deployments/index.ts';
import type { ModelService } from './models/index.ts';
import type { BoundWork, OperationService } from './operations/index.ts';
import type { ProcessRegistry } from './platform/index.ts';
import type { PredictionService } from './prediction/index.ts';
import type { ProjectService } from './projects/index.ts';
import type { TrainingService } from './training/index.ts';
import type { AnyOperationKind } from './works.ts';

/** What the database knows of all processes together, for /metrics. What each measures of itself is in `processes`. */
export interface EngineStatistics {
  readonly queue: readonly {
    readonly task: string;
    readonly waiting: number;
    readonly running: number;
    readonly oldestSeconds: number;
  }[];
  /** Living processes by role (`server`, `worker`); a role of which none lives is not there. */
  readonly living: ReadonlyMap<string, number>;
}

/**
 * Whether the engine can do its work now (the database answers and takes a write), and if not, why. The number of living
 * workers is reported but does not make the answer not ready: without a worker jobs wait, and everything else works.
 */
export type Readiness =
  | { readonly ok: true; readonly workers: number }
  | { readonly ok: false; readonly problem: string };

/** The product's rules, put together. The server and the worker work on these services and nothing else. */
export interface Engine {
  readonly operations: OperationService<AnyOperationKind>;
  readonly access: AccessService;
  readonly projects: ProjectService;
  readonly dataset: DatasetService;
  readonly exports: ExportService;
  readonly models: ModelService;
  readonly training: TrainingService;
  readonly deployments: DeploymentService;
  readonly prediction: PredictionService;
  /** Everything that a worker does, by the queue's name of it. */
  readonly works: readonly BoundWork[];
  /** Liveness and metrics of this process; a server or a worker starts it, and stops it before `close`. */
  readonly processes: ProcessRegistry;
  ready(): Promise<Readiness>;
  statistics(): Promise<EngineStatistics>;
  close(): Promise<void>;
}
