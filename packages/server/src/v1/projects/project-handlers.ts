import { toOperationView } from '../operations/operation-wire.ts';
import type { V1Handlers } from '../v1-call.ts';
import { toPage } from '../v1-paging.ts';
import { toProjectView, toWholeProject } from './project-wire.ts';

/** Projects and their classes. */
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

  listClasses: async ({ engine, actor, params }) => ({
    items: [...(await engine.projects.listClasses(actor, params.project))],
  }),

  addClass: async ({ engine, actor, params, body }) => {
    await engine.projects.addClass(actor, params.project, body.name);
    return { name: body.name };
  },

  renameClass: async ({ engine, actor, params, body }) => {
    await engine.projects.renameClass(actor, params.project, body.from, body.to);
    return undefined;
  },

  removeClass: async ({ engine, actor, params, body }) => {
    await engine.projects.removeClass(actor, params.project, body.name);
    return undefined;
  },
} as const satisfies Partial<V1Handlers>;
