/** A whole file cannot be read; `message` says why and where, without any of its text. */
export class FileProblem extends Error {
  /** The same without the place, for who reads a file part by part and knows the place better. */
  readonly rule: string;

  constructor(message: string, rule = message) {
    super(message);
    this.name = 'FileProblem';
    this.rule = rule;
  }
}

/** Decodes pieces as UTF-8, a byte order mark at the beginning tolerated. Throws FileProblem at the first bad byte. */
export async function* decodeUtf8(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let read = 0;
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
    } catch {
      throw new FileProblem(`it is not valid UTF-8 (near byte ${read})`, 'must be valid UTF-8');
    }
  };
  for await (const piece of pieces) {
    yield decode(piece);
    read += piece.byteLength;
  }
  yield decode();
}
