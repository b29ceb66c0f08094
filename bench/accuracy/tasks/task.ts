/** One text as the data sets have it. */
export interface LabelledText {
  readonly text: string;
  readonly labels: readonly string[];
  readonly language: string;
}

export interface TestPart {
  readonly name: string;
  /** A text out of scope has no label that is in the training part. */
  readonly texts: readonly LabelledText[];
}

/** One training part with the test parts that its model is judged on. */
export interface TaskRun {
  readonly name: string;
  readonly language: string;
  /** The language that a project for these texts would name. It decides the built-in encoder. */
  readonly projectLanguages: readonly string[];
  readonly train: readonly LabelledText[];
  readonly tests: readonly TestPart[];
}

export type TaskGroup = 'full' | 'few-shot' | 'out-of-scope' | 'languages';

/** One row of the benchmark: every peer gets the same runs. */
export interface Task {
  readonly name: string;
  readonly title: string;
  readonly group: TaskGroup;
  readonly kind: 'single' | 'multi';
  /** `en`, or `many` when the runs are in several languages. */
  readonly language: 'en' | 'many';
  /** The task runs only when `--sets` names it. */
  readonly onRequest?: boolean;
  readonly note?: string;
  readonly makeRuns: (size: Size) => readonly TaskRun[];
}

/** The sizes that `--quick` reduces. The full sizes are infinite. */
export interface Size {
  readonly train: number;
  readonly test: number;
  readonly draws: number;
  readonly languages: number;
}
