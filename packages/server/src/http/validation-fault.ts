import type { FastifyError, FastifyRequest } from 'fastify';
import { emptyBody, invalidField, invalidParameter } from './door-fault.ts';
import type { Fault } from './fault.ts';

type Issue = NonNullable<FastifyError['validation']>[number];

/** A refusal by a route's schema: the first issue as field, rule and value. */
export function validationFault(error: FastifyError, request: FastifyRequest): Fault {
  const issue = error.validation?.[0];
  const inBody = error.validationContext === undefined || error.validationContext === 'body';
  if (inBody && request.body === undefined) return emptyBody;
  if (issue === undefined) return invalidField('', error.message, undefined).fault;
  const root = inBody ? request.body : error.validationContext === 'params' ? request.params : request.query;
  const { field, rule, value } = explain(issue, root);
  return (inBody ? invalidField(field, rule, value) : invalidParameter(field, rule, value)).fault;
}

/** The first issue of Ajv as field, rule and value. Values of fields called `text` are never shown. */
export function explain(issue: Issue, root: unknown): { field: string; rule: string; value: unknown } {
  const missing = issue.keyword === 'required' ? String(issue.params.missingProperty) : undefined;
  const extra = issue.keyword === 'additionalProperties' ? String(issue.params.additionalProperty) : undefined;
  const steps = issue.instancePath.split('/').slice(1).map(unescapePointer);
  const last = missing ?? extra;
  const path = last === undefined ? steps : [...steps, last];
  const value = path.reduce<unknown>(into, root);
  return { field: path.reduce(join, ''), rule: ruleOf(issue), value: hide(path.at(-1), value) };
}

function ruleOf(issue: Issue): string {
  if (issue.keyword === 'required') return 'is required';
  if (issue.keyword === 'additionalProperties') return 'is not known here';
  if (issue.keyword === 'enum') return `must be one of ${(issue.params.allowedValues as unknown[]).join(', ')}`;
  if (issue.keyword === 'const') return `must be ${JSON.stringify(issue.params.allowedValue)}`;
  return issue.message ?? 'is not valid';
}

const unescapePointer = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~');

function into(value: unknown, step: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step)
    ? (value as Record<string, unknown>)[step]
    : undefined;
}

function join(path: string, step: string): string {
  if (/^\d+$/.test(step)) return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}

// The text of a document never stands in a message. Its length does.
function hide(name: string | undefined, value: unknown): unknown {
  return name === 'text' && typeof value === 'string' ? `(${value.length} characters)` : value;
}
