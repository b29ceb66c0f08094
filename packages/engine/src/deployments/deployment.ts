import type { Actor } from '../access/index.ts';
import type { Model } from '../models/index.ts';
import type { Operation } from '../operations/index.ts';

export interface DeploymentSettings {
  /** Overrides the project's; 0…1. */
  readonly confidenceThreshold?: number;
  /** Per class name, 0…1; multi-label only. They belong to the model they were set for. */
  readonly thresholds?: Readonly<Record<string, number>>;
}

export interface Deployment {
  readonly name: string;
  readonly model: Model;
  readonly settings: DeploymentSettings;
  readonly deployedAt: Date;
}

export interface DeploymentService {
  /** Points the name at the model, as one operation that is done when it is answered. Throws `model/not-trained`, `deployment/limit`. */
  deploy(actor: Actor, projectName: string, deploymentName: string, modelName: string): Promise<Operation>;
  delete(actor: Actor, projectName: string, deploymentName: string): Promise<Operation>;
  /** Exchanges the models (and their thresholds) of two deployments. */
  swap(actor: Actor, projectName: string, first: string, second: string): Promise<Operation>;
  get(projectName: string, deploymentName: string): Promise<Deployment>;
  list(projectName: string, page: { skip: number; top: number }): Promise<readonly Deployment[]>;
}

/** Deployments a project may have; pointing one elsewhere does not count. */
export const deploymentLimit = 10;
