import { JSONParser, TokenType } from '@streamparser/json';
import { isStorable, shown } from '../../platform/on-threads.ts';
import { FileProblem } from '../file-problem.ts';
import { JsonCheck, type JsonFault } from '../json-check.ts';
import { type JsonKind, JsonPlace, type JsonStep, writeJsonPlace } from './json-place.ts';

/** A string or a name that no database column can hold. */
export interface Unstorable {
  /** `assets.documents[3].location`. */
  readonly field: string;
  readonly value: string;
}

/** What of a labels file is of interest, in the order of the file. `at` is its place: `assets.documents[3]`. */
export type LabelsFilePart =
  | { readonly part: 'fileVersion' | 'metadata' | 'assetsKind'; readonly value: unknown }
  | { readonly part: 'class'; readonly value: unknown; readonly at: string }
  | {
      readonly part: 'document';
      readonly value: unknown;
      readonly at: string;
      /** The first one within the document. */
      readonly unstorable: Unstorable | undefined;
    };

// Only these are handed out; the parser forgets every value, wanted or not, as soon as it is complete.
const paths = [
  '$.projectFileVersion',
  '$.metadata',
  '$.assets.projectKind',
  '$.assets.classes.*',
  '$.assets.classifiers.*',
  '$.assets.documents.*',
  '$.classifiers.*',
  '$.documents.*',
];
/** What a value must be at these places. A list that is an object would otherwise be taken for an empty one. */
const kinds: ReadonlyMap<string, JsonKind> = new Map([
  ['assets', 'object'],
  ['assets.classes', 'array'],
  ['assets.classifiers', 'array'],
  ['assets.documents', 'array'],
  ['classifiers', 'array'],
  ['documents', 'array'],
]);
// A labels file has a depth of six and names of some hundred characters.
const deepest = 32;
const longestToken = 4 << 20;

/** The rule that U+0000 and lone surrogates break: PostgreSQL cannot hold the first, UTF-8 not the others. */
export const storableRule = 'must not contain U+0000 or lone surrogates';

/**
 * Reads a labels file as it streams: the generally available form, the 2021 preview form (`classifiers`), and the
 * latter's bare tags file without `assets`. Memory stays flat however long the file is. Throws FileProblem when it is
 * not JSON, when a list of it is none, and for a string outside of documents that cannot be stored.
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
  const place = new JsonPlace();
  let parts: LabelsFilePart[] = [];
  let unstorable: Unstorable | undefined;
  let failure: FileProblem | undefined;
  let written = 0;
  let atLastToken = 0;
  parser.onError = (error) => {
    // The parser quotes the value that it met: that stays inside.
    const problem = error.message.replace(/ \(.*/s, '').slice(0, 120);
    failure ??= new FileProblem(`it is not valid JSON: ${problem}`);
  };
  const look = (token: TokenType, value: unknown): void => {
    const kind = place.take(token, value);
    if (place.depth > deepest) throw new FileProblem(`it is nested deeper than ${deepest} levels`);
    if (kind !== undefined) refuseKind(place, kind);
    if (token === TokenType.STRING && !isStorable(String(value))) unstorable ??= judge(place.steps, String(value));
  };
  parser.onToken = ({ token, value }) => {
    atLastToken = written;
    try {
      look(token, value);
    } catch (error) {
      // The parser stops at what is thrown here, and makes an error of its own of it.
      if (error instanceof FileProblem) failure ??= error;
      throw error;
    }
  };
  parser.onValue = ({ value, key, stack }) => {
    const part = partOf([...stack.slice(1).map((level) => level.key), key], value, unstorable);
    if (part !== undefined) parts.push(part);
    if (part?.part === 'document') unstorable = undefined;
  };
  const take = (): readonly LabelsFilePart[] => {
    if (failure !== undefined) throw failure;
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

function refuseKind(place: JsonPlace, kind: JsonKind): void {
  // A value that opened counts itself.
  if (place.depth > 3 || kind === 'null') return;
  const field = writeJsonPlace(place.steps, shown);
  const wanted = kinds.get(field);
  if (wanted === undefined || wanted === kind) return;
  throw new FileProblem(`field "${field}": must be an ${wanted}, got ${/^[ao]/.test(kind) ? 'an' : 'a'} ${kind}`);
}

/** A document with such a string is refused by itself; elsewhere it ends the file. */
function judge(steps: readonly JsonStep[], value: string): Unstorable {
  const field = writeJsonPlace(steps, shown);
  const [list, index] = steps[0] === 'assets' ? steps.slice(1) : steps;
  if (list === 'documents' && index !== undefined) return { field, value };
  throw new FileProblem(`field "${field}": ${storableRule}, got ${shown(value)}`);
}

function partOf(
  path: readonly unknown[],
  value: unknown,
  unstorable: Unstorable | undefined,
): LabelsFilePart | undefined {
  const inAssets = path[0] === 'assets';
  const inside = inAssets ? path.slice(1) : path;
  const [first, second] = inside;
  if (inside.length === 2 && typeof second === 'number') {
    const at = `${inAssets ? 'assets.' : ''}${String(first)}[${second}]`;
    if (first === 'classes' || first === 'classifiers') return { part: 'class', value, at };
    if (first === 'documents') return { part: 'document', value, at, unstorable };
  }
  if (path.length === 1 && first === 'projectFileVersion') return { part: 'fileVersion', value };
  if (path.length === 1 && first === 'metadata') return { part: 'metadata', value };
  if (path.length === 2 && inAssets && first === 'projectKind') return { part: 'assetsKind', value };
  return undefined;
}
