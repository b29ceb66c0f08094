/** What the classifier is expected to reach, and what was measured. */
export interface Expectation {
  readonly what: string;
  readonly atLeast: string;
  readonly measured: string;
  readonly verdict: string;
}

export function notMeasured(what: string, atLeast: string, why = 'not run yet'): Expectation {
  return { what, atLeast, measured: 'not measured', verdict: why };
}
