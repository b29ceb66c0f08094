import { Type } from 'typebox';
import type { Endpoints } from '../common/endpoint.ts';
import { ArraysJob, DocumentedJob, ItemsJob } from './job.ts';
import { runtimeShapeOf } from './runtime-shape.ts';
import { ArraysSubmit, ItemsSubmit } from './submit.ts';

// Parameters are texts: clients write True and False, and the door names the range of a number that does not fit. When a
// parameter comes several times, the last one counts.
const text = (description: string) =>
  Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())], { description }));
const version = { 'api-version': text('Such as 2023-04-01.') };
const job = Type.Object({ jobId: Type.String() });
const page = {
  showStats: text('true or false, in any case.'),
  top: text('Documents on this page; all of them (at most 25) when absent.'),
  skip: text('Documents before this page.'),
};
const nov2021Page = Type.Object({ showStats: page.showStats, $top: page.top, $skip: page.skip });

/** All paths of the November 2021 runtime begin here. */
export const nov2021Base = '/text/analytics/v3.2-preview.2';

/** The November 2021 runtime, by id. Every key has the right `predict`; the projects of a job are checked by name. */
export const nov2021Endpoints = {
  Analyze: {
    id: 'Analyze',
    method: 'POST',
    path: '/analyze',
    right: 'predict',
    summary: 'Submit documents and tasks (November 2021).',
    body: ArraysSubmit,
    job: '/analyze/jobs/{jobId}',
    responses: { 202: null },
  },
  AnalyzeStatus: {
    id: 'AnalyzeStatus',
    method: 'GET',
    path: '/analyze/jobs/{jobId}',
    right: 'predict',
    summary: 'Status and results of a job (November 2021).',
    params: job,
    query: nov2021Page,
    answersJob: true,
    responses: { 200: Type.Union([ArraysJob, DocumentedJob]) },
  },
  /** No description has this endpoint. One client sends the request because a library that it uses changed. */
  AnalyzeLastPolled: {
    id: 'AnalyzeLastPolled',
    method: 'GET',
    path: '',
    right: 'predict',
    summary: 'Results of the job that this caller last polled to its end.',
    query: nov2021Page,
    answersJob: true,
    responses: { 200: Type.Union([ArraysJob, DocumentedJob]) },
    servedWith: 'nov2021ResultShim',
  },
} as const satisfies Endpoints;

/** All paths of the runtime with api-versions begin here. */
export const languageBase = '/language/analyze-text';

/** The runtime with api-versions, by id. */
export const languageEndpoints = {
  AnalyzeText_SubmitJob: {
    id: 'AnalyzeText_SubmitJob',
    method: 'POST',
    path: '/jobs',
    right: 'predict',
    summary: 'Submit documents and tasks.',
    query: Type.Object(version),
    body: (apiVersion) => (runtimeShapeOf(apiVersion).tasks === 'arrays' ? ArraysSubmit : ItemsSubmit),
    job: '/jobs/{jobId}',
    responses: { 202: null },
  },
  AnalyzeText_JobStatus: {
    id: 'AnalyzeText_JobStatus',
    method: 'GET',
    path: '/jobs/{jobId}',
    right: 'predict',
    summary: 'Status and results of a job.',
    params: job,
    query: Type.Object({ ...version, ...page }),
    answersJob: true,
    responses: { 200: Type.Union([ItemsJob, ArraysJob]) },
  },
  AnalyzeText_CancelJob: {
    id: 'AnalyzeText_CancelJob',
    method: 'POST',
    path: '/jobs/{jobId}:cancel',
    right: 'predict',
    summary: 'Cancel a job.',
    params: job,
    query: Type.Object(version),
    job: '/jobs/{jobId}',
    responses: { 202: null },
    since: '2022-03-01-preview',
  },
} as const satisfies Endpoints;
