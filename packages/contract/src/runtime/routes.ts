import { Type } from 'typebox';
import { defineRoute } from '../common/route-record.ts';
import { ArraysJob, DocumentedJob, ItemsJob } from './job.ts';
import { ArraysSubmit, ItemsSubmit } from './submit.ts';

const text = (description: string) => Type.Optional(Type.String({ description }));
// Texts, because clients write True and False; numbers are checked by hand to name the supported range.
const version = { 'api-version': Type.String({ description: 'Such as 2023-04-01.' }) };
const job = Type.Object({ jobId: Type.String() });
const page = {
  showStats: text('true or false, in any case.'),
  top: text('Documents on this page; all of them (at most 25) when absent.'),
  skip: text('Documents before this page.'),
};
const nov2021Page = { showStats: page.showStats, $top: page.top, $skip: page.skip };

export const nov2021Routes = {
  submit: defineRoute({
    id: 'Analyze',
    method: 'POST',
    path: '/text/analytics/v3.2-preview.2/analyze',
    summary: 'Submit documents and tasks (November 2021).',
    body: ArraysSubmit,
    responses: { 202: null },
    longRunning: true,
  }),
  status: defineRoute({
    id: 'AnalyzeStatus',
    method: 'GET',
    path: '/text/analytics/v3.2-preview.2/analyze/jobs/{jobId}',
    summary: 'Status and results of a job (November 2021).',
    params: job,
    query: Type.Object(nov2021Page),
    responses: { 200: Type.Union([ArraysJob, DocumentedJob]) },
    longRunning: false,
  }),
  /** Not part of any description: what one client asks for since a library of its changed under it. */
  lastPolled: defineRoute({
    id: 'AnalyzeLastPolled',
    method: 'GET',
    path: '/text/analytics/v3.2-preview.2',
    summary: 'Results of the job that this caller last polled to its end.',
    query: Type.Object(nov2021Page),
    responses: { 200: Type.Union([ArraysJob, DocumentedJob]) },
    longRunning: false,
  }),
} as const;

export const languageRoutes = {
  submit: defineRoute({
    id: 'AnalyzeText_SubmitJob',
    method: 'POST',
    path: '/language/analyze-text/jobs',
    summary: 'Submit documents and tasks.',
    query: Type.Object(version),
    body: Type.Union([ItemsSubmit, ArraysSubmit]),
    responses: { 202: null },
    longRunning: true,
  }),
  status: defineRoute({
    id: 'AnalyzeText_JobStatus',
    method: 'GET',
    path: '/language/analyze-text/jobs/{jobId}',
    summary: 'Status and results of a job.',
    params: job,
    query: Type.Object({ ...version, ...page }),
    responses: { 200: Type.Union([ItemsJob, ArraysJob]) },
    longRunning: false,
  }),
  cancel: defineRoute({
    id: 'AnalyzeText_CancelJob',
    method: 'POST',
    path: '/language/analyze-text/jobs/{jobId}:cancel',
    summary: 'Cancel a job.',
    params: job,
    query: Type.Object(version),
    responses: { 202: null },
    since: '2022-03-01-preview',
    longRunning: true,
  }),
} as const;
