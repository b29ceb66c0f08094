import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { AzureError } from '../common/error-response.ts';

const jobStatuses = [
  'notStarted',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'partiallySucceeded',
  'partiallyCompleted',
] as const;
const JobStatus = Type.Enum([...jobStatuses]);
const TaskStatus = Type.Enum(['succeeded', 'failed', 'cancelled']);
const seconds = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' });
const fraction = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{7}Z$' });

export const Classification = closed({
  category: Type.String(),
  confidenceScore: Type.Number({ minimum: 0, maximum: 1 }),
});
export type Classification = Static<typeof Classification>;

export const RequestStatistics = closed({
  documentsCount: Type.Integer(),
  validDocumentsCount: Type.Integer(),
  erroneousDocumentsCount: Type.Integer(),
  transactionsCount: Type.Integer(),
});
export type RequestStatistics = Static<typeof RequestStatistics>;
const DocumentStatistics = closed({ charactersCount: Type.Integer(), transactionsCount: Type.Integer() });
const Warning = closed({ code: Type.String(), message: Type.String() });
const RuntimeDocument = closed({
  id: Type.String(),
  classification: Type.Optional(Classification),
  classifications: Type.Optional(Type.Array(Classification)),
  class: Type.Optional(Type.Union([Classification, Type.Array(Classification)])),
  classes: Type.Optional(Type.Array(Classification)),
  statistics: Type.Optional(DocumentStatistics),
  warnings: Type.Array(Warning),
});
export type RuntimeDocument = Static<typeof RuntimeDocument>;
const DocumentError = closed({ id: Type.String(), error: AzureError });
export type DocumentError = Static<typeof DocumentError>;

/** What one task answers. projectName and deploymentName are there for custom kinds only. */
export const TaskResults = closed({
  statistics: Type.Optional(RequestStatistics),
  documents: Type.Array(RuntimeDocument),
  errors: Type.Array(DocumentError),
  projectName: Type.Optional(Type.String()),
  deploymentName: Type.Optional(Type.String()),
});
export type TaskResults = Static<typeof TaskResults>;

export const TaskItem = closed({
  kind: Type.String(),
  taskName: Type.Optional(Type.String()),
  lastUpdateDateTime: fraction,
  status: TaskStatus,
  results: TaskResults,
});
export type TaskItem = Static<typeof TaskItem>;

/** A task in the array of its kind. `state` was recorded, `status` stands in the description, `name` in the documentation. */
export const ArrayTask = closed({
  lastUpdateDateTime: fraction,
  taskName: Type.Optional(Type.String()),
  name: Type.String(),
  state: TaskStatus,
  status: TaskStatus,
  results: TaskResults,
});
export type ArrayTask = Static<typeof ArrayTask>;

const envelope = {
  jobId: Type.String({ format: 'uuid' }),
  lastUpdateDateTime: seconds,
  createdDateTime: seconds,
  expirationDateTime: seconds,
  status: JobStatus,
  errors: Type.Array(AzureError),
  displayName: Type.Optional(Type.String()),
};
const counters = {
  completed: Type.Integer(),
  failed: Type.Integer(),
  inProgress: Type.Integer(),
  total: Type.Integer(),
};
// Clients show this as the reason when they poll a failed job.
const failure = Type.Optional(AzureError);
const arrayNames = Type.String({ pattern: '^[a-zA-Z]+Tasks$' });

/** A job with its tasks as items (2022-02-01-preview and later). */
export const ItemsJob = closed({
  ...envelope,
  lastUpdatedDateTime: seconds,
  tasks: closed({ ...counters, items: Type.Array(TaskItem) }),
  error: failure,
  nextLink: Type.Optional(Type.String()),
});
export type ItemsJob = Static<typeof ItemsJob>;

const list = Type.Optional(Type.Array(ArrayTask));
// One array a kind, in the order of task-kinds.ts. An array appears when the first task of its kind has ended.
const arrays = {
  customSingleClassificationTasks: list,
  customMultiClassificationTasks: list,
  customEntityRecognitionTasks: list,
  entityRecognitionTasks: list,
  entityRecognitionPiiTasks: list,
  keyPhraseExtractionTasks: list,
  entityLinkingTasks: list,
  sentimentAnalysisTasks: list,
  extractiveSummarizationTasks: list,
  abstractiveSummarizationTasks: list,
  healthcareTasks: list,
  customHealthcareTasks: list,
  customSentimentAnalysisTasks: list,
  customAbstractiveSummarizationTasks: list,
};

/** A job with one array of tasks a kind (v3.2-preview.2, 2021-11-01-preview). `details` and the nested `tasks` are documented only. */
export const ArraysJob = closed({
  ...envelope,
  lastUpdatedDateTime: seconds,
  tasks: closed({
    details: closed({ name: Type.String(), lastUpdateDateTime: seconds, status: JobStatus }),
    ...counters,
    ...arrays,
    tasks: closed(arrays),
  }),
  statistics: Type.Optional(RequestStatistics),
  error: failure,
  '@nextLink': Type.Optional(Type.String()),
  nextLink: Type.Optional(Type.String()),
});
export type ArraysJob = Static<typeof ArraysJob>;

const DocumentedStatus = Type.Enum(['notStarted', 'running', 'completed', 'failed', 'cancelled']);
const milliseconds = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' });
export const DocumentedTask = closed({
  lastUpdateDateTime: milliseconds,
  name: Type.String(),
  status: DocumentedStatus,
  results: closed({
    documents: Type.Array(
      closed({
        id: Type.String(),
        classes: Type.Array(Classification),
        statistics: Type.Optional(DocumentStatistics),
        warnings: Type.Array(Warning),
      }),
    ),
    errors: Type.Array(DocumentError),
    statistics: closed({
      documentsCount: Type.Integer(),
      erroneousDocumentsCount: Type.Integer(),
      transactionsCount: Type.Integer(),
    }),
  }),
});
export type DocumentedTask = Static<typeof DocumentedTask>;

/** A job exactly as the November 2021 documentation printed it. Answered when the server's setting `documentedV32Form` is on. */
export const DocumentedJob = closed({
  createdDateTime: milliseconds,
  displayName: Type.String(),
  expirationDateTime: milliseconds,
  jobId: Type.String({ format: 'uuid' }),
  lastUpdateDateTime: milliseconds,
  status: DocumentedStatus,
  errors: Type.Array(AzureError),
  tasks: closed({
    details: closed({ name: Type.String(), lastUpdateDateTime: milliseconds, status: DocumentedStatus }),
    ...counters,
    tasks: Type.Record(arrayNames, Type.Array(DocumentedTask)),
  }),
  '@nextLink': Type.Optional(Type.String()),
});
export type DocumentedJob = Static<typeof DocumentedJob>;
