import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { toOperationView } from '../operations/operation-wire.ts';
import { toPage } from '../v1-paging.ts';
import { toProjectView, toWholeProject } from './project-wire.ts';

/** Projects. */
export const projectHandlers = {
  listProjects: ({ engine, actor, query, address }) =>
    toPage(query, address, (page) => engine.projects.list(actor, page), toProjectView),

  putProject: async ({ engine, actor, params, body, reply }) => {
    const { project, created } = await engine.projects.createOrChange(actor, params.project, toWholeProject(body));
    void reply.code(created ? 201 : 200);
    return toProjectView(project);
  },

  changeProject: async ({ engine, actor, params, body }) =>
    toProjectView(await engine.projects.change(actor, params.project, body)),

  getProject: async ({ engine, actor, params }) => toProjectView(await engine.projects.get(actor, params.project)),

  deleteProject: async ({ engine, actor, params }) =>
    toOperationView(await engine.projects.requestDelete(actor, params.project)),
} as const satisfies Partial<Handlers<V1Endpoints>>;
