type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * An OpenAPI document whose schemas with a `title` stand once under `components/schemas` and are referred to from
 * everywhere else, so that generated clients have names for them. Throws when two schemas share a title.
 */
export function nameSchemas<T extends object>(document: T): T {
  const named = new Map<string, Json>();
  const printed = new Map<string, string>();

  const walk = (value: Json, key: string): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => walk(item, ''));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value).map(([name, member]) => [name, walk(member, name)] as const);
    const walked = Object.fromEntries(members) as { [name: string]: Json };
    const { title } = walked;
    if (typeof title !== 'string' || key === 'info' || !isSchema(walked)) return walked;
    remember(title, walked);
    return { $ref: `#/components/schemas/${title}` };
  };

  const remember = (title: string, schema: { [name: string]: Json }) => {
    // The sentence over an answer is the answer's, not the schema's.
    const { description: _description, ...own } = schema;
    const text = JSON.stringify(own);
    if ((printed.get(title) ?? text) !== text) throw new Error(`two schemas are called ${title}`);
    printed.set(title, text);
    named.set(title, own);
  };

  const walked = walk(document as unknown as Json, '') as { [name: string]: Json };
  const components = (walked.components ?? {}) as { [name: string]: Json };
  const schemas = Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...walked, components: { ...components, schemas } } as unknown as T;
}

const isSchema = (value: object) => 'type' in value || 'anyOf' in value || 'enum' in value;
