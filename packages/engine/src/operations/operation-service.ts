import type { OperationOf } from './operation.ts';
import type { OperationKind } from './operation-kind.ts';
import type { OperationPage, OperationPlace, Operations } from './operations.ts';

/** Operations of all kinds, for those who look at them: kinds are given by name, and the answer is typed by it. */
export interface OperationService<Kinds extends OperationKind> {
  /** Throws `operation/not-found` unless everything that is given matches, and for an expired operation. */
  get<Kind extends Kinds['kind'] = Kinds['kind']>(
    where: OperationPlace & { readonly kind?: Kind | readonly Kind[] },
  ): Promise<OperationOf<Extract<Kinds, { readonly kind: Kind }>>>;
  /** Newest first, without the expired ones; of every kind when none is given. */
  list(page: OperationPage & { readonly kind?: Kinds['kind'] | undefined }): Promise<readonly OperationOf<Kinds>[]>;
  /** Waits until the operation has ended or `milliseconds` have passed. Answers it as it then stands, if it is there. */
  waitUntilFinal(id: string, milliseconds: number): Promise<OperationOf<Kinds> | undefined>;
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
    get: ({ kind, ...where }) => operations.get(named(kind), where),
    list: ({ kind, ...page }) => operations.list(named(kind), page),
    waitUntilFinal: (id, milliseconds) => operations.waitUntilFinal(kinds, id, milliseconds),
  };
}
