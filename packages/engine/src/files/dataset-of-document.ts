/** The part of a project's data that a document belongs to. */
export type Dataset = 'train' | 'test';

/** A dataset's word in any letter case. */
export function findDataset(word: string): Dataset | undefined {
  const lower = word.toLowerCase();
  return lower === 'train' || lower === 'test' ? lower : undefined;
}
