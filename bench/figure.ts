/** One measured figure. `aim` is what the product promises on a machine of two cores. */
export interface Figure {
  readonly value: number;
  readonly unit: 'ms' | 's' | '%' | 'MB' | 'documents/s';
  readonly aim?: string;
}

export type Figures = Readonly<Record<string, Figure>>;

/** The value that `share` (0…1) of the samples do not exceed. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new Error('no samples');
  return value;
}

/** The median of each figure over several runs. */
export function medianFigures(runs: readonly Figures[]): Figures {
  const names = new Set(runs.flatMap((run) => Object.keys(run)));
  return Object.fromEntries(
    [...names].map((name) => {
      const figures = runs.flatMap((run) => run[name] ?? []);
      const [first] = figures;
      if (first === undefined) throw new Error(`no run measured ${name}`);
      return [
        name,
        {
          ...first,
          value: round(
            percentile(
              figures.map(({ value }) => value),
              0.5,
            ),
          ),
        },
      ];
    }),
  );
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
