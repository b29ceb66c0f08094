/** How much of a text file a preview looks at. A body of so many bytes is taken for the beginning of a longer file. */
const textBytes = 1_000_000;

/**
 * The bytes of a body that a preview looks at: the first megabyte of a text, all of a workbook or Parquet file, which begin
 * with "PK" and "PAR". What is behind them is read and dropped.
 */
export async function previewBytes(body: AsyncIterable<Uint8Array>): Promise<{ bytes: Uint8Array; isCut: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let isText: boolean | undefined;
  for await (const piece of body) {
    if (isText === true && length >= textBytes) continue;
    parts.push(piece);
    length += piece.length;
    if (length >= 2) isText ??= !/^(?:PK|PA)/.test(Buffer.concat(parts).toString('latin1', 0, 2));
  }
  const bytes = Buffer.concat(parts);
  if (isText !== true || length < textBytes) return { bytes: Uint8Array.from(bytes), isCut: false };
  return { bytes: Uint8Array.from(bytes.subarray(0, textBytes)), isCut: true };
}
