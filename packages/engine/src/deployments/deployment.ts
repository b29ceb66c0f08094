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
   * Points the deployment at the model, and creates it when there is none. The operation that is answered has ended.
   * Settings made for another model are reset; with `keepSettings` they are kept, thresholds of classes by name. Warnings
   * of the operation name what was lost.
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
   * Changes when the deployment answers a class, from the next request and from the next job that begins. An operation
   * records the change. Throws `input/invalid`, which names the field.
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

/** How many deployments a project may have. */
export const deploymentLimit = 10;
