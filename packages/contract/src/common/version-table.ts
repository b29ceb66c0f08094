import { isPreview } from './api-version.ts';

/** A row of a table of api-versions. */
export interface VersionSpan {
  /** The first api-version of the row. The row holds until the next one begins. */
  readonly since: string;
  /** The row holds for the version `since` alone; later versions have the row before it again. */
  readonly only?: true;
  /** The row holds for previews alone; general releases have the row before it. */
  readonly previewOnly?: true;
}

/**
 * The row that holds for a version. Versions that the table does not name have the row of the time they came out.
 * @param table Rows, oldest first.
 * @throws RangeError when the version is older than the first row.
 */
export function spanOf<Span extends VersionSpan>(table: readonly Span[], version: string): Span {
  const holds = ({ since, only, previewOnly }: Span) =>
    (only === true ? version === since : version >= since) && (previewOnly !== true || isPreview(version));
  const span = table.findLast(holds);
  if (span === undefined) throw new RangeError(`api-version ${version} is older than the first`);
  return span;
}
