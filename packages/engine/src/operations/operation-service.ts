import { type Actor, requireRight } from '../access/index.ts';
import type { OperationOf } from './operation.ts';
import type { OperationKind } from './operation-kind.ts';
import type { OperationPage, OperationPlace, Operations } from './operations.ts';

/**
 * Operations of all kinds, for those who look at them: kinds are given by name, and the answer is typed by it. Every act
 * judges whether the actor may read the operation's project, and throws `access/forbidden` or `access/forbidden-project`.
 */
export interface OperationService<Kinds extends OperationKind> {
  /** Throws `operation/not-found` unless everything that is given matches, and for an expired operation. */
  get<Kind extends Kinds['kind'] = Kinds['kind']>(
    actor: Actor,
    where: OperationPlace & { readonly kind?: Kind | readonly Kind[] },
  ): Promise<OperationOf<Extract<Kinds, { readonly kind: Kind }>>>;
  /** Newest first, without the expired ones; of every kind when none is given. */
  list(
    actor: Actor,
    page: OperationPage & { readonly kind?: Kinds['kind'] | undefined },
  ): Promise<readonly OperationOf<Kinds>[]>;
  /** Waits until the operation has ended or `milliseconds` have passed. Answers it as it then stands, if it is there. */
  waitUntilFinal(actor: Actor, id: string, milliseconds: number): Promise<OperationOf<Kinds> | undefined>;
}

export function createOperationService<Kinds extends OperationKind>(
  operations: Operations,
  kinds: readonly Kinds[],
): OperationService<Kinds> {
  const named = <Kind extends Kinds['kind']>(asked: Kind | readonly Kind[] | undefined) => {
    const names: readonly string[] | undefined = typeof asked === 'string' ? [asked] : asked;
    return kinds.filter((one): one is Extract<Kinds, { readonly kind: Kind }> => names?.includes(one.kind) ?? true);
  };
  return {
    get: async (actor, { kind, ...where }) => {
      // The project is known before the operation only when the caller names it.
      requireRight(actor, 'read', where.projectName);
      const found = await operations.get(named(kind), where);
      requireRight(actor, 'read', found.projectName);
      return found;
    },
    list: async (actor, { kind, ...page }) => {
      requireRight(actor, 'read', page.projectName);
      return operations.list(named(kind), page);
    },
    waitUntilFinal: async (actor, id, milliseconds) => {
      const found = await operations.waitUntilFinal(kinds, id, 0);
      if (found === undefined) return undefined;
      requireRight(actor, 'read', found.projectName);
      return operations.waitUntilFinal(kinds, id, milliseconds);
    },
  };
}
