/**
 * A record's path in Fastify's writing. Literal colons are doubled; a parameter in front of one must stop at it, or it
 * would swallow the verb: `/jobs/{jobId}:cancel` becomes `/jobs/:jobId(^[^:]+)::cancel`.
 */
export function fastifyPath(path: string): string {
  return path
    .split(/(\{\w+\})/)
    .map((part, index, parts) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return part.replaceAll(':', '::');
      return parts[index + 1]?.startsWith(':') === true ? `:${name}(^[^:]+)` : `:${name}`;
    })
    .join('');
}

/** The documented path of a route in Fastify's writing: the way back from `fastifyPath`. */
export function documentedPath(path: string): string {
  return path.replace(/::|:(\w+)(?:\(\^\[\^:\]\+\))?/g, (_all, name?: string) =>
    name === undefined ? ':' : `{${name}}`,
  );
}

/** The verbs that paths end with: `train` of `/{projectName}/:train`. */
export function verbsOf(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.flatMap((path) => /:([\w-]+)$/.exec(path)?.[1] ?? []))];
}

/** The paths of an endpoint: its own, and for a verb behind a slash (`/p/:train`) or without (`/p:train`) the other one too. */
export function pathsOf(path: string, bothForms: boolean): readonly string[] {
  const verb = /\/?:/.exec(path)?.[0];
  if (verb === undefined || !bothForms) return [path];
  return [path, path.replace(verb, verb === ':' ? '/:' : ':')];
}
