import type { Static } from 'typebox';
import { Type } from 'typebox';

export const supportedLanguageSchema = Type.Object(
  { languageName: Type.String(), languageCode: Type.String() },
  { additionalProperties: false },
);
export type SupportedLanguage = Static<typeof supportedLanguageSchema>;

export const trainingConfigVersionSchema = Type.Object(
  { trainingConfigVersion: Type.String(), modelExpirationDate: Type.String() },
  { additionalProperties: false },
);
export type TrainingConfigVersion = Static<typeof trainingConfigVersionSchema>;
