/** How a class's precision and recall read together; `high` from 0.7 on. */
export type ClassReading = 'good' | 'under-represented' | 'over-represented' | 'poorly-handled';

const HIGH = 0.7;

/** Interpretation of a class's metrics, as the vendor's table has it. */
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
