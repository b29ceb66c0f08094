export { PostgresProblem, type PostgresProblemKind } from './postgres-problem.ts';
export { type PostgresOptions, type RunningPostgres, startPostgres } from './start-postgres.ts';
