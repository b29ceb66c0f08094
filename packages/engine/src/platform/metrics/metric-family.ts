/**
 * One metric of a process with its values now, in Prometheus' data model: what a metrics library gives as JSON and takes
 * back. Histograms are values named `<name>_bucket` (label `le`), `<name>_sum` and `<name>_count`.
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
  /** Where it is not the family's own. */
  readonly metricName?: string;
}

/** Reads some metrics of this process. */
export type MetricSource = () => readonly MetricFamily[] | Promise<readonly MetricFamily[]>;

/** A gauge without labels. */
export function gaugeOf(name: string, help: string, value: number): MetricFamily {
  return { name, help, type: 'gauge', values: [{ value, labels: {} }] };
}

/** Without values that JSON cannot hold, such as the mean of nothing. */
export function withFiniteValues({ values, ...family }: MetricFamily): MetricFamily {
  return { ...family, values: values.filter(({ value }) => Number.isFinite(value)) };
}
