export { type AnswerRules, resolveAnswerRules } from './answer-rules.ts';
export {
  type AnswerSettings,
  type AnswerSettingsPatch,
  patchedAnswerSettings,
  settingsForClasses,
} from './answer-settings.ts';
export { checkAnswerSettings } from './check-answer-settings.ts';
