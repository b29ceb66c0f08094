import { operationKinds } from '@taxon/engine';
import { toOperationView } from '../operations/operation-wire.ts';
import type { V1Handlers } from '../v1-call.ts';
import { toPage } from '../v1-paging.ts';
import { toKeyView, toMeView } from './access-wire.ts';

/** Operations of every kind, the caller, and keys. */
export const accessHandlers = {
  listOperations: ({ engine, params, query: { kind, ...paging }, address }) =>
    toPage(
      paging,
      address,
      (page) => engine.operations.list({ projectName: params.project, kind, ...page }),
      toOperationView,
    ),

  getOperation: async ({ engine, actor, params, query }) => {
    const found = await engine.operations.get({ id: params.operation, kind: operationKinds });
    engine.access.require(actor, 'read', found.projectName);
    const seconds = query.wait ?? 0;
    const final = seconds === 0 ? found : await engine.operations.waitUntilFinal(found.id, seconds * 1_000);
    return toOperationView(final ?? found);
  },

  getMe: async ({ actor }) => toMeView(actor),

  listKeys: async ({ engine, actor }) => ({ items: (await engine.access.listKeys(actor)).map(toKeyView) }),

  createKey: async ({ engine, actor, body }) => {
    const key = await engine.access.createKey(actor, body);
    return { ...toKeyView(key), secret: key.secret };
  },

  revokeKey: async ({ engine, actor, params }) => {
    await engine.access.revokeKey(actor, params.key);
    return undefined;
  },
} as const satisfies Partial<V1Handlers>;
