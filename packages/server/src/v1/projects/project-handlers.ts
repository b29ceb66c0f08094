import { listVisibleProjects } from '../../http/visible-projects.ts';
import { toOperationView } from '../operations/operation-wire.ts';
import type { V1Handlers } from '../v1-call.ts';
import { toPage } from '../v1-paging.ts';
import { toProjectView, toWholeProject } from './project-wire.ts';

/** Projects and their classes. */
export const projectHandlers = {
  listProjects: ({ engine, actor, query, address }) =>
    toPage(query, address, (page) => listVisibleProjects(engine, actor, page), toProjectView),

  putProject: async ({ engine, actor, params, body, reply }) => {
    const { project, created } = await engine.projects.createOrChange(actor, params.project, toWholeProject(body));
    void reply.code(created ? 201 : 200);
    return toProjectView(project);
  },

  changeProject: async ({ engine, actor, params, body }) =>
    toProjectView(await engine.projects.change(actor, params.project, body)),

  getProject: async ({ engine, params }) => toProjectView(await engine.projects.get(params.project)),

  deleteProject: async ({ engine, actor, params }) =>
    toOperationView(await engine.projects.requestDelete(actor, params.project)),

  listClasses: async ({ engine, params }) => ({ items: [...(await engine.projects.listClasses(params.project))] }),

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
