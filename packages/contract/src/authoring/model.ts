import type { Static } from 'typebox';
import { Type } from 'typebox';

export const modelSchema = Type.Object(
  {
    label: Type.String(),
    modelId: Type.String(),
    lastTrainedDateTime: Type.String(),
    lastTrainingDurationInSeconds: Type.Integer(),
    modelExpirationDate: Type.String(),
    modelTrainingConfigVersion: Type.String(),
    /** Absent before 2022-10-01-preview. */
    hasSnapshot: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type AuthoringModel = Static<typeof modelSchema>;
