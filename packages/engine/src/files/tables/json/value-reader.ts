import { type FileRecord, longestRow, type TextReader } from '../file-record.ts';

const brackets = /["{}[\]]/g;
const behindString = /["\\\r\n]/g;

/**
 * Reads objects in an array or one after the other, over as many lines as they take. An object that is broken off, or whose
 * brackets do not match, costs what stands before the next object that begins like it.
 */
export function createValueReader(): Pick<TextReader, 'write' | 'end'> {
  let rest = '';
  let line = 1;
  let number = 0;
  let needed = 0;
  const read = (text: string, whole: boolean): FileRecord[] => {
    const records: FileRecord[] = [];
    let at = 0;
    let counted = 0;
    const give = (begin: number, record: { json: string } | { problem: string }): void => {
      line += lineEnds(text, counted, begin);
      counted = begin;
      number += 1;
      records.push({ number, line, ...record });
    };
    for (;;) {
      at = behind(text, at);
      if (at === text.length) break;
      const value = endOfValue(text, at, whole);
      if (value === 'more') break;
      if (value !== 'broken') {
        give(at, { json: text.slice(at, value) });
        at = value;
        continue;
      }
      const next = nextLike(text, at);
      if (next === -1 && !whole && text.length - at <= longestRow) break;
      give(at, { problem: 'must be a JSON object: its brackets or quotes are not closed' });
      at = next === -1 ? text.length : next;
    }
    // A CR at the end may be the first half of a line end.
    if (!whole && at === text.length && text.endsWith('\r')) at -= 1;
    line += lineEnds(text, counted, at);
    rest = text.slice(at - indentOf(text, at));
    return records;
  };
  return {
    write: (piece) => {
      rest += piece;
      // A long object is looked at again only when it has doubled.
      if (rest.length < needed) return [];
      const records = read(rest, false);
      needed = rest.length > 65_536 ? rest.length * 2 : 0;
      return records;
    },
    end: () => read(rest, true),
  };
}

const between = /[\s,[\]]*/y;

/** Behind blanks, commas and the brackets of the array. */
function behind(text: string, from: number): number {
  between.lastIndex = from;
  return between.test(text) ? between.lastIndex : from;
}

function endOfValue(text: string, begin: number, whole: boolean): number | 'more' | 'broken' {
  if (text[begin] !== '{') {
    const end = text.slice(begin).search(/[,\]\r\n{]/);
    if (end !== -1) return begin + Math.max(end, 1);
    return whole ? text.length : 'more';
  }
  const open: string[] = [];
  brackets.lastIndex = begin;
  for (let found = brackets.exec(text); found !== null; found = brackets.exec(text)) {
    const [mark] = found;
    if (mark === '"') {
      const end = endOfString(text, found.index + 1);
      if (end === 'broken') return end;
      if (end === -1) break;
      brackets.lastIndex = end;
    } else if (mark === '{' || mark === '[') {
      open.push(mark);
    } else {
      const opened = open.pop();
      if ((opened === '{') !== (mark === '}')) return 'broken';
      if (open.length === 0) return found.index + 1;
    }
  }
  return whole || text.length - begin > longestRow ? 'broken' : 'more';
}

/** The place behind a string; a line end within one breaks it. */
function endOfString(text: string, from: number): number | 'broken' {
  behindString.lastIndex = from;
  for (let found = behindString.exec(text); found !== null; found = behindString.exec(text)) {
    if (found[0] === '"') return found.index + 1;
    if (found[0] !== '\\') return 'broken';
    behindString.lastIndex = found.index + 2;
  }
  return -1;
}

/** Where the next object begins that stands like the one at `begin`: first in its line as far in, or behind a comma. */
function nextLike(text: string, begin: number): number {
  const indent = indentOf(text, begin);
  const next = new RegExp(`(?:[\\r\\n][ \\t]{0,${indent}}|\\},[ \\t]*)(?=\\{)`, 'g');
  next.lastIndex = begin + 1;
  const found = next.exec(text);
  return found === null ? -1 : next.lastIndex;
}

/** How many blanks stand before this place when nothing else does in its line. Also needed when a value is read again. */
function indentOf(text: string, begin: number): number {
  let at = begin;
  while (text[at - 1] === ' ' || text[at - 1] === '\t') at -= 1;
  return at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r' ? begin - at : 0;
}

function lineEnds(text: string, from: number, to: number): number {
  return text.slice(from, to).match(/\r\n|\n|\r/g)?.length ?? 0;
}
