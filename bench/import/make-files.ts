import { buildParquet } from '@taxon/testkit/data/build-parquet';
import { buildWorkbook } from '@taxon/testkit/data/build-workbook';

/** A file as it is sent. */
export interface ImportFile {
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export const formats = ['csv', 'jsonl', 'xlsx', 'parquet'] as const;
export type Format = (typeof formats)[number];

const classes = 20;
const wordsAText = 20;
const vocabulary = 3_000;

/** So many labelled texts of about 150 characters in a format; the same ones each time. */
export function makeFile(format: Format, count: number): ImportFile {
  const rows = makeRows(count);
  switch (format) {
    case 'csv': {
      const lines = rows.map(({ text, label }) => `"${text}",${label}\r\n`);
      return { contentType: 'text/csv', bytes: Buffer.from(`text,label\r\n${lines.join('')}`) };
    }
    case 'jsonl':
      return {
        contentType: 'application/x-ndjson',
        bytes: Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
      };
    case 'xlsx': {
      const cells = [['text', 'label'], ...rows.map(({ text, label }) => [text, label])];
      return {
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: new Uint8Array(buildWorkbook([{ name: 'Data', rows: cells }])),
      };
    }
    case 'parquet': {
      const columns = { text: rows.map(({ text }) => text), label: rows.map(({ label }) => label) };
      return {
        contentType: 'application/vnd.apache.parquet',
        bytes: new Uint8Array(buildParquet(columns, { rowGroupSize: 10_000 })),
      };
    }
  }
}

function makeRows(count: number): { readonly text: string; readonly label: string }[] {
  let state = 1;
  // The minimal standard generator of Park and Miller: x · 48271 mod (2^31 - 1).
  const next = (below: number): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  return Array.from({ length: count }, (_, index) => ({
    text: `${Array.from({ length: wordsAText }, () => `word${next(vocabulary)}`).join(' ')}, number ${index}`,
    label: `class ${index % classes}`,
  }));
}
