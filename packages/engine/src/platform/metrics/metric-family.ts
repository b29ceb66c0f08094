/**
 * One metric of a process with its values now, in Prometheus' data model, as metrics libraries write and read it as JSON.
 * Histograms are values named `<name>_bucket` (label `le`), `<name>_sum` and `<name>_count`.
 */
export interface MetricFamily {
  readonly name: string;
  readonly help: string;
  /** `counter`, `gauge`, `histogram`, `summary`. */
  readonly type: string | number;
  readonly values: readonly MetricValue[];
}

interface MetricValue {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number | undefined>>;
  /** Set when it differs from the name of the family. */
  readonly metricName?: string;
}

/** Reads some metrics of this process. */
export type MetricSource = () => readonly MetricFamily[] | Promise<readonly MetricFamily[]>;

/** A gauge without labels. */
export function gaugeOf(name: string, help: string, value: number): MetricFamily {
  return { name, help, type: 'gauge', values: [{ value, labels: {} }] };
}

/** The family without values that JSON cannot hold (NaN, infinities), such as the mean of no values. */
export function withFiniteValues({ values, ...family }: MetricFamily): MetricFamily {
  return { ...family, values: values.filter(({ value }) => Number.isFinite(value)) };
}
