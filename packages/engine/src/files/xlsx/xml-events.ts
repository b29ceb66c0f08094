import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { FileProblem } from '../file-problem.ts';

/** A part of a workbook, as a stream of bytes. */
export type Part = AsyncIterable<Uint8Array>;

/** What a part of a workbook is made of. Names come without their namespace's prefix. */
export interface XmlHandlers {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Reads XML as it streams in and calls the handlers; yields after each chunk, so that what they gathered can be taken. */
export async function* xmlEvents(part: Part, handlers: XmlHandlers): AsyncGenerator<void> {
  const parser = new SaxesParser();
  // The parser's messages quote what it met.
  parser.on('error', () => {
    throw new FileProblem('a part of the workbook is not well-formed XML');
  });
  parser.on('opentag', ({ name, attributes }) => {
    handlers.open?.(localName(name), (wanted) => attributeOf(attributes, wanted));
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  parser.on('closetag', ({ name }) => handlers.close?.(localName(name)));
  let decoder: TextDecoder | undefined;
  for await (const chunk of part) {
    decoder ??= new TextDecoder(encodingOf(chunk));
    parser.write(decoder.decode(chunk, { stream: true }));
    yield;
  }
  parser.write(decoder?.decode() ?? '');
  parser.close();
  yield;
}

/** Reads all of it. */
export async function readXml(part: Part, handlers: XmlHandlers): Promise<void> {
  for await (const _ of xmlEvents(part, handlers));
}

// XML is UTF-8, or UTF-16 with a byte order mark.
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function attributeOf(attributes: Readonly<Record<string, string>>, wanted: string): string | undefined {
  if (Object.hasOwn(attributes, wanted)) return attributes[wanted];
  for (const name in attributes) if (localName(name) === wanted) return attributes[name];
  return undefined;
}
