// What code on threads takes from platform: nothing here loads the database, the queue or the pool, which would cost each
// thread 14 MB and half a second of computing time at its start (npm run arrows checks it).
export { isStorable, storableText } from './characters.ts';
export type { ErrorCode, Issue } from './errors.ts';
export { EngineError, issue } from './errors.ts';
export { findLanguage } from './languages.ts';
export { classKey, classNameProblem, documentNameProblem, shown } from './names.ts';
export { problemOf } from './problem-of.ts';
export type { Result } from './result.ts';
export { countTextElements } from './text-elements.ts';
export {
  type DialoguePort,
  type JoinedDialogue,
  joinDialogue,
  type OpenDialogue,
  openDialogue,
} from './threads/dialogue.ts';
export { defineThreadTask, type ThreadContext, ThreadTask } from './threads/thread-task.ts';
