import { Logger, runMigrations } from 'graphile-worker';

/** Brings graphile-worker's own schema to the version that this code speaks. */
export async function migrateQueue(connectionString: string): Promise<void> {
  // Its progress lines would stand between ours; what goes wrong is thrown.
  await runMigrations({ connectionString, logger: new Logger(() => () => undefined) });
}
