// What code on threads takes from answering; it loads no database.
export { type AnswerRules, toClassifyOptions } from './answer-rules.ts';
