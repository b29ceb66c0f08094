import { modelCardMarkdown, modelLimitations } from '@taxon/classifier';
import { type Actor, enter } from '../access/index.ts';
import { type Database, EngineError, type ThreadPool } from '../platform/index.ts';
import { keepProject, requireProject } from '../projects/index.ts';
import { lockProjectModels } from './lock-project-models.ts';
import type { Model, ModelDescription, ModelService } from './model.ts';
import * as store from './model-store.ts';
import { readModelClasses } from './read-model-classes.ts';

export interface ModelDeps {
  readonly db: Database;
  readonly threads: ThreadPool;
}

export function createModelService({ db, threads }: ModelDeps): ModelService {
  const current = async (actor: Actor, projectName: string, modelName: string): Promise<Model> => {
    const { id } = await requireProject(db, enter(actor, 'read', projectName));
    const model = await store.findCurrent(db, id, modelName);
    if (model === undefined) throw new EngineError('model/not-found', { projectName, modelName });
    return model;
  };

  const describe = async (actor: Actor, projectName: string, modelName: string): Promise<ModelDescription> => {
    const model = await current(actor, projectName, modelName);
    const found = await store.readDescription(db, model.id);
    if (found === undefined) throw new EngineError('model/not-found', { projectName, modelName });
    const { report, evaluation, details } = found;
    if (details === undefined) throw new EngineError('model/not-described', { modelName });
    return { model, report, evaluation, details, limits: modelLimitations };
  };

  return {
    get: current,
    describe,

    async cardMarkdown(actor, projectName, modelName) {
      const { model, report: card, details } = await describe(actor, projectName, modelName);
      const { classes, thresholds, answersAtLeastOne } = details;
      return modelCardMarkdown({ kind: model.kind, classes, thresholds, answersAtLeastOne, card });
    },

    async list(actor, projectName, page) {
      const { id } = await requireProject(db, enter(actor, 'read', projectName));
      return store.listCurrent(db, id, page);
    },

    async evaluation(actor, projectName, modelName) {
      const { id } = await current(actor, projectName, modelName);
      const evaluation = await store.readEvaluation(db, id);
      if (evaluation === undefined) throw new EngineError('model/not-found', { projectName, modelName });
      return evaluation;
    },

    async evaluatedDocuments(actor, projectName, modelName, page) {
      const { id } = await current(actor, projectName, modelName);
      const classes = await readModelClasses(db, threads, id);
      if (classes === undefined) throw new EngineError('model/not-found', { projectName, modelName });
      return { classes, ...(await store.listEvaluatedDocuments(db, id, page)) };
    },

    async delete(actor, projectName, modelName) {
      const scope = enter(actor, 'own', projectName);
      await db.transaction().execute(async (tx) => {
        const project = await keepProject(tx, scope);
        await lockProjectModels(tx, project.id);
        const model = await store.findCurrent(tx, project.id, modelName);
        if (model === undefined) throw new EngineError('model/not-found', { projectName, modelName });
        const deployments = await store.deploymentsOf(tx, model.id);
        if (deployments.length > 0) {
          const quoted = deployments.map((name) => `"${name}"`).join(', ');
          throw new EngineError('model/deployed', { modelName, deployments: quoted });
        }
        await store.erase(tx, model.id);
      });
    },
  };
}
