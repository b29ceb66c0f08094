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

/**
 * Language codes that projects and documents may name: the documented 93, with `en` and `zh-hant`, which the service
 * lists although the documentation does not.
 */
export const authoringLanguages: readonly string[] = (
  'en en-us af am ar as az be bg bn br bs ca cs cy da de el eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id ' +
  'it ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my ne nl nb or pa pl ps pt-br pt-pt ro ru sa sd si sk ' +
  'sl so sq sr su sv sw ta te th tl tr ug uk ur uz vi xh yi zh-hans zh-hant zu'
).split(' ');
