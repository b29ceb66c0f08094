import type { JobDefinition } from '@taxon/engine';
import type { Handler } from './handlers/handler.ts';

/**
 * The handlers by task name. Refuses, before the first job is taken: a definition without a handler, two handlers for
 * one task, and a handler for something the engine does not define.
 */
export function createTaskList(
  definitions: readonly JobDefinition[],
  handlers: readonly Handler[],
): ReadonlyMap<string, Handler> {
  const defined = new Set(definitions.map(({ name }) => name));
  const byName = new Map<string, Handler>();
  for (const handler of handlers) {
    const { name } = handler.definition;
    if (!defined.has(name)) throw new Error(`The handler "${name}" is for a job that the engine does not define.`);
    if (byName.has(name)) throw new Error(`The job "${name}" has two handlers.`);
    byName.set(name, handler);
  }
  const missing = [...defined].filter((name) => !byName.has(name));
  if (missing.length > 0) throw new Error(`No handler for the jobs: ${missing.join(', ')}.`);
  return byName;
}
