import type { RowField } from './reading.ts';

/** Names that fields commonly have in files, best first, beside the field's own. Compared without case, "_", "-" and blanks. */
const common: Readonly<Record<RowField, readonly string[]>> = {
  text: [
    'text',
    'content',
    'message',
    'body',
    'sentence',
    'utterance',
    'review',
    'comment',
    'tweet',
    'document',
    'description',
    'query',
    'question',
    'sms',
    'email',
    'post',
    'input',
    'data',
    'subject',
    'title',
  ],
  label: ['label', 'category', 'class', 'intent', 'topic', 'target', 'tag', 'sentiment', 'classname', 'labelname'],
  labels: ['labels', 'categories', 'classes', 'tags', 'topics', 'intents', 'choices'],
  id: ['id', 'documentid', 'docid', 'uuid', 'guid'],
  language: ['language', 'lang', 'locale'],
  dataset: ['dataset', 'split', 'partition'],
};

/** A name as it is compared. */
export const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');

/** How well a name fits a field: 0 best; undefined: not at all. */
export function rankOf(name: string, field: RowField): number | undefined {
  const rank = common[field].indexOf(plain(name));
  return rank === -1 ? undefined : rank;
}

const fields = Object.keys(common) as readonly RowField[];

/** How many of these names a reader of rows knows. */
export const knownNames = (names: readonly string[]): number =>
  names.filter((name) => fields.some((field) => rankOf(name, field) !== undefined)).length;

/** Which of the names could be meant for this field: a letter wrong, or the field's own name as a part of it. */
export function closeTo(field: 'text' | 'label', names: readonly string[]): string | undefined {
  const wanted = field === 'label' ? ['label', 'labels', 'category', 'class'] : ['text', 'message', 'content'];
  return names.find((name) => {
    const given = plain(name);
    if (given === '') return false;
    return given.includes(wanted[0] as string) || wanted.some((word) => isOneEdit(given, word));
  });
}

/** Whether one letter added, left out, changed or exchanged with the next one makes `b` of `a`. */
function isOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return a === b;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [restA, restB] = [a.slice(at), b.slice(at)];
  if (restA.length > restB.length) return restA.slice(1) === restB;
  if (restA.length < restB.length) return restA === restB.slice(1);
  return (
    restA.slice(1) === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  );
}
