import { type Static, Type } from 'typebox';
import { trainingSearches } from '../projects/index.ts';

const EvaluationOptions = Type.Object({
  kind: Type.Enum(['percentage', 'manual']),
  trainingSplitPercentage: Type.Optional(Type.Integer()),
  testingSplitPercentage: Type.Optional(Type.Integer()),
});

/** What a training is asked with: everything is resolved, so that a later default cannot change a job that waits. */
export const TrainingRequest = Type.Object({
  /** A project that was deleted and made again under its name is another one. */
  projectId: Type.String(),
  modelName: Type.String(),
  /** The real version, never `latest`. */
  configVersion: Type.String(),
  evaluation: EvaluationOptions,
  /** 0 to 2^32 - 1. */
  seed: Type.Integer(),
  /** Absent in jobs of the first program version, which means `none`. */
  search: Type.Optional(Type.Enum(trainingSearches)),
  /** The training fails when a document is marked as listed twice. Absent: the mark does not matter. */
  uniqueLocations: Type.Optional(Type.Boolean()),
});
export type TrainingRequest = Static<typeof TrainingRequest>;
