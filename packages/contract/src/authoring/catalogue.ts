import type { Static } from 'typebox';
import { Type } from 'typebox';
import { closed } from '../common/closed.ts';

export const SupportedLanguage = closed({ languageName: Type.String(), languageCode: Type.String() });
export type SupportedLanguage = Static<typeof SupportedLanguage>;

export const TrainingConfigVersion = closed({
  trainingConfigVersion: Type.String(),
  modelExpirationDate: Type.String(),
});
export type TrainingConfigVersion = Static<typeof TrainingConfigVersion>;
