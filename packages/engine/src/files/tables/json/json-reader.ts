import { FileProblem } from '../../file-problem.ts';
import { JsonCheck } from '../../json-check.ts';
import { type FileRecord, longestRow, type TextReader } from '../file-record.ts';
import { createLineReader } from './line-reader.ts';
import { createValueReader } from './value-reader.ts';

/**
 * Reads JSON objects: one a line (JSON lines), in an array, or one after the other over several lines. Which it is, the
 * beginning of the file tells. The objects come out as text.
 */
export function createJsonReader(): TextReader {
  let head = '';
  let needed = 0;
  let reader: Pick<TextReader, 'write' | 'end'> | undefined;
  let format: 'jsonl' | 'json' | undefined;
  const begin = (whole: boolean): FileRecord[] => {
    format = formatOf(head, whole);
    if (format === undefined) {
      if (head.length > longestRow) throw new FileProblem(`row 1 is longer than ${longestRow} characters`);
      // A long beginning is looked at again only when it has doubled.
      needed = head.length > 65_536 ? Math.min(head.length * 2, longestRow + 1) : 0;
      return [];
    }
    reader = format === 'jsonl' ? createLineReader() : createValueReader();
    return reader.write(head);
  };
  return {
    write: (text) => {
      if (reader !== undefined) return reader.write(text);
      head += text;
      return head.length < needed ? [] : begin(false);
    },
    end: () => [...(reader === undefined ? begin(true) : []), ...(reader?.end() ?? [])],
    get head() {
      return format === undefined ? undefined : { format };
    },
    swallowing: [],
  };
}

/** Undefined: too little came to say. */
function formatOf(head: string, whole: boolean): 'jsonl' | 'json' | undefined {
  const text = head.trimStart();
  if (/^\[\s*\{/.test(text)) return 'json';
  if (!whole && /^\[?\s*$/.test(text)) return undefined;
  const end = text.search(/[\r\n]/);
  if (end === -1 && !whole) return undefined;
  const line = end === -1 ? text : text.slice(0, end);
  if (line.startsWith('[')) return line.trim() === '[]' || !isComplete(line) ? 'json' : 'jsonl';
  return line.startsWith('{') && goesOn(line) ? 'json' : 'jsonl';
}

function isComplete(line: string): boolean {
  const check = new JsonCheck();
  return check.write(line) === undefined && check.end() === undefined;
}

/** Whether a line begins an object that other lines end, or holds several. */
function goesOn(line: string): boolean {
  const check = new JsonCheck();
  const fault = check.write(line);
  if (fault !== undefined) return fault.expected.startsWith('expected the end');
  return check.end() !== undefined;
}
