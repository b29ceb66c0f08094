import type { Actor } from '../access/index.ts';
import type { AnswerSettings, AnswerSettingsPatch } from '../answering/index.ts';
import type { Model } from '../models/index.ts';
import type { OperationOf } from '../operations/index.ts';
import type { deleteDeploymentOperation, deployOperation, swapDeploymentsOperation } from './deployment-operations.ts';

export interface Deployment {
  readonly name: string;
  readonly model: Model;
  /**
   * When this deployment answers a class, where it differs from the project and the model. They belong to the model that
   * they were set for: a swap moves them along with it, another model resets them unless it is asked to keep them.
   */
  readonly settings: AnswerSettings;
  readonly deployedAt: Date;
}

export interface DeploymentService {
  /**
   * Points the name at the model, as one operation that is done when it is answered. Settings made for another model
   * are reset, or kept with `keepSettings`, class thresholds by name; what was lost stands in the operation's warnings.
   * Throws `model/not-trained`, `deployment/limit`.
   */
  deploy(
    actor: Actor,
    projectName: string,
    deploymentName: string,
    modelName: string,
    options?: { readonly keepSettings?: boolean },
  ): Promise<OperationOf<typeof deployOperation>>;
  /**
   * Changes when the deployment answers a class, from the next request and the next job that begins; recorded as an
   * operation. Throws `input/invalid` by field.
   */
  changeSettings(
    actor: Actor,
    projectName: string,
    deploymentName: string,
    patch: AnswerSettingsPatch,
  ): Promise<Deployment>;
  delete(
    actor: Actor,
    projectName: string,
    deploymentName: string,
  ): Promise<OperationOf<typeof deleteDeploymentOperation>>;
  /** Exchanges the models (and their settings) of two deployments. */
  swap(
    actor: Actor,
    projectName: string,
    first: string,
    second: string,
  ): Promise<OperationOf<typeof swapDeploymentsOperation>>;
  get(actor: Actor, projectName: string, deploymentName: string): Promise<Deployment>;
  list(actor: Actor, projectName: string, page: { skip: number; top: number }): Promise<readonly Deployment[]>;
}

/** Deployments a project may have; pointing one elsewhere does not count. */
export const deploymentLimit = 10;
