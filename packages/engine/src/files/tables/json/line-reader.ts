import { FileProblem } from '../../file-problem.ts';
import { type FileRecord, longestRow, type TextReader } from '../file-record.ts';

/** Reads one value a line; empty lines are passed over, but counted as lines. */
export function createLineReader(): Pick<TextReader, 'write' | 'end'> {
  let rest = '';
  // The rest ends in a CR, which may be the first half of a line end.
  let halfEnd = false;
  let line = 0;
  let number = 0;
  const read = (lines: readonly string[]): FileRecord[] => {
    const records: FileRecord[] = [];
    for (const content of lines) {
      line += 1;
      if (content.trim() === '') continue;
      number += 1;
      records.push({ number, line, json: content.startsWith('\ufeff') ? content.slice(1) : content });
    }
    return records;
  };
  return {
    write: (text) => {
      if (text === '') return [];
      // Without a line end no line is complete. The rest is not looked at again, so that a long line is read once.
      const lines = halfEnd || lineEnd.test(text) ? splitLines(rest + text) : [rest + text];
      rest = lines.pop() ?? '';
      halfEnd = text.endsWith('\r');
      const records = read(lines);
      if (rest.length > longestRow) throw new FileProblem(`row ${number + 1} is longer than ${longestRow} characters`);
      return records;
    },
    end: () => {
      const last = rest;
      rest = '';
      return read(last.split(/[\r\n]/));
    },
  };
}

const lineEnd = /[\r\n]/;

/** The lines, the last of which has no end yet. */
function splitLines(text: string): string[] {
  if (!text.includes('\r')) return text.split('\n');
  if (!text.endsWith('\r')) return text.split(/\r\n|\n|\r/);
  const lines = text.slice(0, -1).split(/\r\n|\n|\r/);
  lines.push(`${lines.pop() ?? ''}\r`);
  return lines;
}
