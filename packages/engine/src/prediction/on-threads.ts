// What code on threads takes from prediction; it loads no database.
export { answerRows, type RowOutcome, type RowWriter } from './stream/answer-rows.ts';
export type { ChunkAnswer, ChunkInput } from './stream/chunk.ts';
