import type { Actor } from '../access/index.ts';
import type { Model } from '../models/index.ts';
import type { Operation } from '../operations/index.ts';

/**
 * When this deployment answers a class, where it differs from the project and the model. Belongs to the model that it
 * was set for: a swap moves it along, another model resets it unless it is asked to be kept.
 */
export interface DeploymentSettings {
  /** Overrides the project's; 0…1, 0 is none. */
  readonly confidenceThreshold?: number;
  /** Single-label; overrides the project's: the share of in-scope texts that is kept, 0.5…1; 1 switches it off. */
  readonly outOfScope?: number;
  /** Multi-label; overrides the project's and what the model learned. */
  readonly atLeastOne?: boolean;
  /** Multi-label: per class name, 0…1; override the confidence threshold and the model's tuned ones. */
  readonly thresholds?: Readonly<Record<string, number>>;
}

/** What is left out stays, null takes a value away; thresholds class by class. */
export interface DeploymentSettingsChange {
  readonly confidenceThreshold?: number | null;
  readonly outOfScope?: number | null;
  readonly atLeastOne?: boolean | null;
  readonly thresholds?: Readonly<Record<string, number | null>> | null;
}

export interface Deployment {
  readonly name: string;
  readonly model: Model;
  readonly settings: DeploymentSettings;
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
  ): Promise<Operation>;
  /**
   * Changes when the deployment answers a class, from the next request and the next job that begins; recorded as an
   * operation. Throws `input/invalid` by field.
   */
  changeSettings(
    actor: Actor,
    projectName: string,
    deploymentName: string,
    change: DeploymentSettingsChange,
  ): Promise<Deployment>;
  delete(actor: Actor, projectName: string, deploymentName: string): Promise<Operation>;
  /** Exchanges the models (and their settings) of two deployments. */
  swap(actor: Actor, projectName: string, first: string, second: string): Promise<Operation>;
  get(projectName: string, deploymentName: string): Promise<Deployment>;
  list(projectName: string, page: { skip: number; top: number }): Promise<readonly Deployment[]>;
}

/** Deployments a project may have; pointing one elsewhere does not count. */
export const deploymentLimit = 10;
