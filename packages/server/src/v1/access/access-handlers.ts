import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import { toKeyView, toMeView } from './access-wire.ts';

/** The caller, and keys. */
export const accessHandlers = {
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
} as const satisfies Partial<Handlers<V1Endpoints>>;
