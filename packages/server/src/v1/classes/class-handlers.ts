import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';

/** The classes of a project. */
export const classHandlers = {
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
} as const satisfies Partial<Handlers<V1Endpoints>>;
