import { spanOf, type VersionSpan } from '../common/version-table.ts';

/** How one span of api-versions writes custom classification at the runtime door. */
export interface RuntimeShape extends VersionSpan {
  /** Tasks as one array of items with a `kind`, or as an object with one array a kind. */
  readonly tasks: 'items' | 'arrays';
  /** The field of a single-label result, and whether it holds one object or an array of one. */
  readonly single: { readonly field: 'classification' | 'class'; readonly form: 'object' | 'array' };
  readonly multi: { readonly field: 'classifications' | 'class' };
  /** Kinds of the two custom classifications in requests; results append `LROResults`. */
  readonly kinds: { readonly single: string; readonly multi: string };
  /** Which of the two names of the job's time stamp comes first. Both are sent: clients fall to null on the wrong one. */
  readonly jobStamp: 'lastUpdateDateTime' | 'lastUpdatedDateTime';
  /** The status of a job of which some tasks failed, when the server is set to strict job statuses. */
  readonly partial: 'succeeded' | 'partiallySucceeded' | 'partiallyCompleted';
  readonly nextLink: '@nextLink' | 'nextLink';
  /** Whether a document may have the language "auto"; `defaultLanguage` of the request says what it stands for. */
  readonly autoLanguage: boolean;
}

const earlyKinds = { single: 'CustomSingleClassification', multi: 'CustomMultiClassification' };
const kinds = { single: 'CustomSingleLabelClassification', multi: 'CustomMultiLabelClassification' };
const classification = {
  single: { field: 'classification', form: 'object' },
  multi: { field: 'classifications' },
} as const;
const classObject = { single: { field: 'class', form: 'object' }, multi: { field: 'class' } } as const;
const classArray = { single: { field: 'class', form: 'array' }, multi: { field: 'class' } } as const;

/** November 2021: the version stands in the path. */
const nov2021Version = 'v3.2-preview.2';
export const nov2021Shape: RuntimeShape = {
  since: nov2021Version,
  tasks: 'arrays',
  ...classification,
  kinds,
  jobStamp: 'lastUpdateDateTime',
  partial: 'succeeded',
  nextLink: '@nextLink',
  autoLanguage: false,
};

const later = { tasks: 'items', nextLink: 'nextLink' } as const;
const completed = { ...later, ...classArray, kinds, partial: 'partiallyCompleted' } as const;

/** The table of `/language/analyze-text/jobs?api-version=`, oldest first. */
export const runtimeShapes: readonly RuntimeShape[] = [
  {
    ...nov2021Shape,
    since: '2021-11-01-preview',
    nextLink: 'nextLink',
  },
  {
    since: '2022-02-01-preview',
    ...later,
    ...classification,
    kinds: earlyKinds,
    jobStamp: 'lastUpdateDateTime',
    partial: 'partiallySucceeded',
    autoLanguage: false,
  },
  {
    since: '2022-03-01-preview',
    ...later,
    ...classObject,
    kinds,
    jobStamp: 'lastUpdateDateTime',
    partial: 'partiallySucceeded',
    autoLanguage: false,
  },
  {
    since: '2022-05-01',
    ...completed,
    jobStamp: 'lastUpdatedDateTime',
    autoLanguage: false,
  },
  {
    since: '2022-07-01-preview',
    previewOnly: true,
    ...completed,
    jobStamp: 'lastUpdatedDateTime',
    autoLanguage: true,
  },
  // As recorded: this one preview says lastUpdateDateTime, against its own description.
  {
    since: '2022-10-01-preview',
    only: true,
    ...completed,
    jobStamp: 'lastUpdateDateTime',
    autoLanguage: true,
  },
];

/** The shape of a version that `isApiVersion` accepts and that is not older than the first. */
export function runtimeShapeOf(version: string): RuntimeShape {
  return spanOf(runtimeShapes, version);
}
