import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';

export const AuthoringModel = closed({
  label: Type.String(),
  modelId: Type.String(),
  lastTrainedDateTime: Type.String(),
  lastTrainingDurationInSeconds: Type.Integer(),
  modelExpirationDate: Type.String(),
  modelTrainingConfigVersion: Type.String(),
  /** Absent before 2022-10-01-preview. */
  hasSnapshot: Type.Optional(Type.Boolean()),
});
export type AuthoringModel = Static<typeof AuthoringModel>;
