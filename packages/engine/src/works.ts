import { exportProjectWork, importLabelsFileWork, importRowsWork } from './dataset/index.ts';
import {
  changeDeploymentOperation,
  deleteDeploymentOperation,
  deployOperation,
  swapDeploymentsOperation,
} from './deployments/index.ts';
import { expireWork } from './expire-work.ts';
import type { OperationKind, OperationOf } from './operations/index.ts';
import { predictWork } from './prediction/index.ts';
import { deleteProjectWork } from './projects/index.ts';
import { trainWork } from './training/index.ts';

/** Every kind of work. Whatever the engine puts into the queue stands here, and every worker does all of it. */
export const works = [
  deleteProjectWork,
  expireWork,
  exportProjectWork,
  importLabelsFileWork,
  importRowsWork,
  predictWork,
  trainWork,
] as const;

type AnyWork = (typeof works)[number];
type DepsTakenBy<Work> = Work extends { readonly deliver: (deps: infer Deps, ...rest: never[]) => unknown }
  ? (deps: Deps) => void
  : never;

/** What all works together stand on. */
export type WorksDeps = DepsTakenBy<AnyWork> extends (deps: infer Deps) => void ? Deps : never;

/** Kinds of operations that are done within their request, so that there is no work for them. */
const doneAtOnce = [
  changeDeploymentOperation,
  deleteDeploymentOperation,
  deployOperation,
  swapDeploymentsOperation,
] as const;

const isOperation = (work: AnyWork): work is Extract<AnyWork, OperationKind> => 'kind' in work;

/** Every kind of operation. */
export const operationKinds = [...works.filter(isOperation), ...doneAtOnce];
export type AnyOperationKind = (typeof operationKinds)[number];

/** An operation of any kind, told apart by `kind`. */
export type AnyOperation = OperationOf<AnyOperationKind>;
