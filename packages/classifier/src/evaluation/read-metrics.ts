/**
 * What precision and recall of a class say together. Precision high, recall low: `under-represented`. Recall high, precision
 * low: `over-represented`. High means 0.7 or more.
 */
export type ClassReading = 'good' | 'under-represented' | 'over-represented' | 'poorly-handled';

const HIGH = 0.7;

/** What the metrics of a class say, by the table in Azure's documentation. */
export function readMetrics({
  precision,
  recall,
}: {
  readonly precision: number;
  readonly recall: number;
}): ClassReading {
  if (precision >= HIGH) return recall >= HIGH ? 'good' : 'under-represented';
  return recall >= HIGH ? 'over-represented' : 'poorly-handled';
}
