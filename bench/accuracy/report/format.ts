export const percent = (share: number | undefined): string => (share === undefined ? '' : (100 * share).toFixed(1));

export const seconds = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));

export const megabytes = (bytes: number): string => {
  const value = bytes / 1e6;
  return value >= 10 ? value.toFixed(0) : value.toPrecision(2);
};

export const thousands = (value: number): string => Math.round(value).toLocaleString('en-US');

/** A Markdown table; the first column is left-aligned, the others right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, at) => (at === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}
