import { JSONParser, TokenType } from '@streamparser/json';
import { FileProblem } from '../file-problem.ts';
import { JsonCheck, type JsonFault } from '../json-check.ts';

/** What of a labels file is of interest, in the order of the file. */
export type LabelsFilePart =
  | { readonly part: 'metadata' | 'assetsKind'; readonly value: unknown }
  | { readonly part: 'class' | 'document'; readonly value: unknown; readonly index: number };

// Only these are handed out; the parser forgets every value, wanted or not, as soon as it is complete.
const paths = [
  '$.metadata',
  '$.assets.projectKind',
  '$.assets.classes.*',
  '$.assets.classifiers.*',
  '$.assets.documents.*',
  '$.classifiers.*',
  '$.documents.*',
];
// A labels file has a depth of six and names of some hundred characters.
const deepest = 32;
const longestToken = 4 << 20;

/**
 * Reads a labels file as it streams: the generally available form, the 2021 preview form (`classifiers`), and the
 * latter's bare tags file without `assets`. Memory stays flat however long the file is. Throws FileProblem when it is
 * not JSON.
 */
export async function* readLabelsFile(text: AsyncIterable<string>): AsyncGenerator<LabelsFilePart> {
  const check = new JsonCheck();
  const reader = createReader();
  let begun = false;
  for await (const chunk of text) {
    if (!begun && chunk.trim() !== '') {
      begun = true;
      if (!chunk.trimStart().startsWith('{')) throw new FileProblem('it is not a JSON object');
    }
    refuseFault(check.write(chunk));
    yield* reader.write(chunk);
  }
  if (!begun) throw new FileProblem('it is empty');
  refuseFault(check.end());
  yield* reader.end();
}

function refuseFault(fault: JsonFault | undefined): void {
  if (fault === undefined) return;
  throw new FileProblem(`it is not valid JSON: line ${fault.line}, column ${fault.column}: ${fault.expected}`);
}

function createReader(): { write(chunk: string): readonly LabelsFilePart[]; end(): readonly LabelsFilePart[] } {
  const parser = new JSONParser({ paths, keepStack: false });
  let parts: LabelsFilePart[] = [];
  let failure: string | undefined;
  let depth = 0;
  let written = 0;
  let atLastToken = 0;
  parser.onError = (error) => {
    // The parser quotes the value that it met: that stays inside.
    failure ??= error.message.replace(/ \(.*/s, '').slice(0, 120);
  };
  parser.onToken = ({ token }) => {
    atLastToken = written;
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth += 1;
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth -= 1;
    if (depth > deepest) throw new FileProblem(`it is nested deeper than ${deepest} levels`);
  };
  parser.onValue = ({ value, key, stack }) => {
    const part = partOf([...stack.slice(1).map((level) => level.key), key], value);
    if (part !== undefined) parts.push(part);
  };
  const take = (): readonly LabelsFilePart[] => {
    if (failure !== undefined) throw new FileProblem(`it is not valid JSON: ${failure}`);
    const taken = parts;
    parts = [];
    return taken;
  };
  return {
    write: (chunk) => {
      parser.write(chunk);
      written += chunk.length;
      if (written - atLastToken > longestToken)
        throw new FileProblem(`it holds a value beyond ${longestToken} characters`);
      return take();
    },
    end: () => {
      if (!parser.isEnded) parser.end();
      return take();
    },
  };
}

function partOf(path: readonly unknown[], value: unknown): LabelsFilePart | undefined {
  const inside = path[0] === 'assets' ? path.slice(1) : path;
  const [first, second] = inside;
  if (inside.length === 2 && typeof second === 'number') {
    if (first === 'classes' || first === 'classifiers') return { part: 'class', value, index: second };
    if (first === 'documents') return { part: 'document', value, index: second };
  }
  if (path.length === 1 && first === 'metadata') return { part: 'metadata', value };
  if (path.length === 2 && path[0] === 'assets' && first === 'projectKind') return { part: 'assetsKind', value };
  return undefined;
}
