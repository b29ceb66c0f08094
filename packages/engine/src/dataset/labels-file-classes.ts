import { classKey, type Issue, issue, shown } from '../platform/index.ts';

/** The classes of one labels file, by the names that its documents give them. */
export interface LabelsFileClasses {
  readonly size: number;
  /** Whether the file lists this class, in any spelling. */
  has(name: string): boolean;
  /** The id of a class. Another spelling of its name means it too. Undefined: the file lists no such class. */
  idOf(name: string): string | undefined;
  /** Says how many names were another spelling; undefined when none was. */
  warning(): Issue | undefined;
}

/** `ids`: the ids of the classes by their names as the file lists them. No two of them are spellings of one name. */
export function createLabelsFileClasses(ids: ReadonlyMap<string, string>): LabelsFileClasses {
  const byKey = new Map([...ids].map(([name, id]) => [classKey(name), { name, id }]));
  let count = 0;
  let example: Issue['parameters'] | undefined;
  return {
    size: ids.size,
    has: (name) => ids.has(name) || byKey.has(classKey(name)),
    idOf: (name) => {
      const id = ids.get(name);
      if (id !== undefined) return id;
      const respelt = byKey.get(classKey(name));
      if (respelt === undefined) return undefined;
      count += 1;
      example ??= { value: shown(name), className: respelt.name };
      return respelt.id;
    },
    warning: () => example && issue('import/spellings-joined', { count, ...example }),
  };
}
