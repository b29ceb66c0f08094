import { Type } from 'typebox';
import { AuthoringJob } from './job-state.ts';

/** 202 without a body: work that takes longer than a request has begun. */
export const accepted = { 202: null };

/** Where the work stands. */
export const jobState = { 200: AuthoringJob };

/** The answer of an endpoint that is not served yet: any object. */
export const leftOpen = { 200: Type.Record(Type.String(), Type.Unknown()) };
