const pieceBytes = 1 << 20;

/** Cuts a text, in UTF-8, into pieces of 1 MB; the last one may be shorter, none is empty. */
export async function* inPieces(chunks: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk);
    held.push(bytes);
    size += bytes.length;
    if (size < pieceBytes) continue;
    const all = Buffer.concat(held);
    let from = 0;
    for (; all.length - from >= pieceBytes; from += pieceBytes) yield all.subarray(from, from + pieceBytes);
    held = [all.subarray(from)];
    size = all.length - from;
  }
  if (size > 0) yield Buffer.concat(held);
}
