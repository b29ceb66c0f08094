import type { Engine, RunContext } from '@taxon/engine';

/** Does a queue job as a worker would: the work of this name, for the operation or the prediction job of this id. */
export async function deliver(
  { works }: Pick<Engine, 'works'>,
  name: string,
  id: string,
  context: RunContext,
): Promise<void> {
  const work = works.find((one) => one.name === name);
  if (work === undefined) throw new Error(`There is no work named "${name}".`);
  await work.deliver({ [name === 'predict' ? 'jobId' : 'operationId']: id, version: work.version }, context);
}
