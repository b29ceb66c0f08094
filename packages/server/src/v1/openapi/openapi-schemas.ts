type Members = { readonly [name: string]: unknown };

/**
 * An OpenAPI document whose schemas with a `title` stand once under `components/schemas` and are referred to from
 * everywhere else, so that generated clients have names for them. Throws when two schemas share a title.
 */
export function nameSchemas<T extends object>(document: T): T {
  const named = new Map<string, Members>();
  const printed = new Map<string, string>();

  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, ''));
    if (typeof value !== 'object' || value === null) return value;
    const walked = walkMembers(value);
    const { title } = walked;
    if (typeof title !== 'string' || key === 'info' || !isSchema(walked)) return walked;
    remember(title, walked);
    return { $ref: `#/components/schemas/${title}` };
  };

  const walkMembers = (value: object): Members =>
    Object.fromEntries(Object.entries(value).map(([name, member]) => [name, walk(member, name)]));

  const remember = (title: string, schema: Members) => {
    // The sentence over an answer is the answer's, not the schema's.
    const { description: _description, ...own } = schema;
    const text = JSON.stringify(own);
    if ((printed.get(title) ?? text) !== text) throw new Error(`two schemas are called ${title}`);
    printed.set(title, text);
    named.set(title, own);
  };

  const { components, ...walked } = walkMembers(document);
  const schemas = Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)));
  const others = typeof components === 'object' ? components : {};
  return { ...walked, components: { ...others, schemas } } as object as T;
}

const isSchema = (value: object) => 'type' in value || 'anyOf' in value || 'enum' in value;
