import { shown } from '../../platform/on-threads.ts';
import { closeTo, plain, rankOf } from './known-names.ts';
import { type Reading, type RowField, rowFields } from './reading.ts';

/** Where the fields of a row stand. */
export interface Columns {
  /** The column of each field that the file has; with the name that the file gives it. */
  readonly at: Readonly<Partial<Record<RowField, { readonly index: number; readonly name: string }>>>;
  /** Names of columns from which nothing is read. */
  readonly others: readonly string[];
  /** Everything that is wrong with the columns; empty: they can be read. */
  readonly faults: readonly string[];
  /** The column whose name is close to a label's where there is no label; also one of the faults. */
  readonly close: string | undefined;
}

/** What a header is read for: classification looks at neither labels nor datasets. */
export interface Wanted {
  readonly labels: boolean;
}

/**
 * Finds the columns of the fields: by the names that the sender gave, else by the field's own name, else by a common one.
 * Where none of these is a label and one is close to it, that is a fault: a misspelt label column must not be passed over.
 */
export function chooseColumns(names: readonly string[], reading: Reading, wanted: Wanted): Columns {
  const at: Partial<Record<RowField, { index: number; name: string }>> = {};
  const faults: string[] = [];
  const taken = new Set<number>();
  const take = (field: RowField, index: number): void => {
    at[field] = { index, name: names[index] ?? field };
    taken.add(index);
  };
  const fields = rowFields.filter(
    (field) => wanted.labels || !(field === 'label' || field === 'labels' || field === 'dataset'),
  );
  for (const field of fields) {
    const given = reading[field];
    if (given === undefined) continue;
    const index = indexOfGiven(names, given);
    const twin = fields.find((other) => at[other] !== undefined && at[other].index === index);
    if (twin !== undefined) faults.push(`the column ${shown(given)} cannot be both ${twin}= and ${field}=`);
    else if (index !== -1) take(field, index);
    else faults.push(`the header has no column ${shown(given)} (${field}=); it has ${listed(names)}`);
  }
  for (const field of fields) {
    if (reading[field] !== undefined) continue;
    const own = names.flatMap((name, index) =>
      name.trim().toLowerCase() === field && !taken.has(index) ? [index] : [],
    );
    if (own.length > 1) faults.push(`the header has the column "${field}" twice`);
    if (own[0] !== undefined) take(field, own[0]);
  }
  for (const field of fields) {
    if (at[field] !== undefined || reading[field] !== undefined) continue;
    // One place for labels is enough: `category` beside `label`, or `tags` beside `category`, is another column.
    if (field === 'label' && at.labels !== undefined) continue;
    if (field === 'labels' && at.label !== undefined) continue;
    const index = bestOf(names, field, taken);
    if (index !== undefined) take(field, index);
  }
  const others = names.filter((name, index) => name.trim() !== '' && !taken.has(index));
  if (at.text === undefined && reading.text === undefined)
    faults.push(`the header has no column "text"${hint('text', others)}`);
  const unlabelled = wanted.labels && at.label === undefined && at.labels === undefined;
  const asked = reading.label !== undefined || reading.labels !== undefined;
  const close = unlabelled && !asked ? closeTo('label', others) : undefined;
  if (close !== undefined) faults.push(`the header has no column "label"${hint('label', others)}`);
  return { at, others, faults, close };
}

function indexOfGiven(names: readonly string[], given: string): number {
  const exact = names.indexOf(given);
  return exact === -1 ? names.findIndex((name) => plain(name) === plain(given)) : exact;
}

function bestOf(names: readonly string[], field: RowField, taken: ReadonlySet<number>): number | undefined {
  let best: { index: number; rank: number } | undefined;
  for (const [index, name] of names.entries()) {
    const rank = taken.has(index) ? undefined : rankOf(name, field);
    if (rank !== undefined && (best === undefined || rank < best.rank)) best = { index, rank };
  }
  return best?.index;
}

function hint(field: 'text' | 'label', others: readonly string[]): string {
  const close = closeTo(field, others);
  if (close !== undefined) {
    return `, but ${shown(close)} is close to it: rename it, or name the column with ${field}=${encodeURIComponent(close)}`;
  }
  return others.length === 0 ? '' : `; name one of ${listed(others)} with ${field}=`;
}

/** Some names, as an error shows them. */
function listed(names: readonly string[]): string {
  const most = 10;
  const shownNames = names.slice(0, most).map((name) => shown(name.trim()));
  return shownNames.join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');
}
