import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AzureErrorResponse, authoringEndpoints, type Endpoint, isAvailableIn } from '@taxon/contract';
import { itEachShared } from '@taxon/testkit/data/it-each-shared';
import { isShared, sharedFolder } from '@taxon/testkit/data/shared-folder';
import { Ajv, type AnySchema } from 'ajv';
import { describe, expect, it } from 'vitest';

const shared = join(sharedFolder, 'contract');
const present = isShared('contract/README.md');

const described = [
  '2022-05-01',
  '2022-05-15-preview',
  '2022-07-01-preview',
  '2022-10-01-preview',
  '2023-04-01',
  '2023-04-15-preview',
  '2023-11-15-preview',
];
const endpoints: readonly Endpoint[] = Object.values(authoringEndpoints);

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(join(shared, path), 'utf8')) as T;
}

function describedIn(version: string): string[] {
  const file = `authoring-${version}/analyzetext-authoring.json`;
  const { paths } = readJson<{ paths: Record<string, Record<string, { operationId?: string }>> }>(file);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { operationId }]) => operationId !== undefined)
      .map(([method, { operationId = '' }]) => `${operationId.split('_')[1]} ${method.toUpperCase()} ${below(path)}`),
  );
}

const below = (path: string) => path.replace(/^.*\/analyze-text\/projects/, '');

describe('the authoring contract', () => {
  it('is served as far as printed here; the rest is answered as not implemented', () => {
    const served = endpoints.filter(({ notServed }) => notServed !== 'not-implemented');
    console.info(`authoring: ${served.length} of ${endpoints.length} endpoints are implemented`);
    expect(served.length).toBe(28);
    expect(endpoints.length).toBe(50);
  });

  it.skipIf(!present).each(described)('has exactly the operations that the vendor describes for %s', (version) => {
    // The result of an export is in no description; it is only in the addresses that the service hands out.
    const ours = endpoints
      .filter((endpoint) => isAvailableIn(endpoint, version) && endpoint.id !== 'GetExportResult')
      .map(({ id, method, path }) => `${id} ${method} ${path}`);
    expect(ours.sort()).toEqual(describedIn(version).sort());
  });
});

interface Exchange {
  readonly title: string;
  readonly method: string;
  readonly path: string;
  readonly request: unknown;
  readonly status: number;
  readonly answer: unknown;
}

// All examples and half of the recordings are of entity recognition; the shapes around the kind are the same.
const asClassification = <T>(value: T): T =>
  JSON.parse(
    JSON.stringify(value ?? null).replaceAll('CustomEntityRecognition', 'CustomSingleLabelClassification'),
  ) as T;

function recordings(): Exchange[] {
  const files = readdirSync(join(shared, 'recordings/')).filter((name) => name.startsWith('authoring_'));
  return files.flatMap((name) =>
    readJson<{ Entries: Record<string, unknown>[] }>(`recordings/${name}`).Entries.map((entry, index) => ({
      title: `${name} ${index} fits our endpoints`,
      method: String(entry.RequestMethod),
      path: below(new URL(String(entry.RequestUri)).pathname),
      request: asClassification(entry.RequestBody),
      status: Number(entry.StatusCode),
      answer: asClassification(entry.ResponseBody),
    })),
  );
}

function rowOf({ method, path }: Exchange): Endpoint {
  const matches = (endpoint: Endpoint) =>
    endpoint.method === method && new RegExp(`^${endpoint.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const [endpoint] = endpoints.filter(matches).sort((a, b) => places(a.path) - places(b.path));
  if (endpoint === undefined) throw new Error(`no endpoint for ${method} ${path}`);
  return endpoint;
}

const places = (path: string) => path.split('{').length;

interface Example {
  readonly parameters: { readonly body?: unknown };
  readonly responses: Readonly<Record<string, { readonly body?: unknown }>>;
}

/** The example file that a description names for an operation and status is called after the operation. */
function examples(): { title: string; endpoint: Endpoint; request: unknown; status: number; answer: unknown }[] {
  const folder = 'authoring-2023-04-01/examples/analyzetext-authoring/';
  const { paths } = readJson<{
    paths: Record<string, Record<string, { operationId?: string; 'x-ms-examples'?: Record<string, { $ref: string }> }>>;
  }>('authoring-2023-04-01/analyzetext-authoring.json');
  return Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap((operation) =>
      Object.values(operation['x-ms-examples'] ?? {}).flatMap(({ $ref }) => {
        const endpoint = endpoints.find(({ id }) => id === operation.operationId?.split('_')[1]);
        const example = readJson<Example>(folder + ($ref.split('/').at(-1) ?? ''));
        if (endpoint === undefined) throw new Error(`no endpoint for ${operation.operationId}`);
        return Object.entries(example.responses).map(([status, { body }]) => ({
          title: `${endpoint.id} ${status} fits our endpoints`,
          endpoint,
          request: asClassification(example.parameters.body),
          status: Number(status),
          answer: asClassification(body),
        }));
      }),
    );
}

describe.skipIf(!present)('the vendor’s examples and recordings', () => {
  const ajv = new Ajv({ strict: false });
  const judge = (schema: unknown, value: unknown) => {
    const validate = ajv.compile(schema as AnySchema);
    return validate(value) ? [] : validate.errors;
  };
  // Entity recognition has other members in evaluations; an exported model's evaluation has no classification example.
  const ofAnotherKind = new Set(['GetModelEvaluationSummary', 'GetModelEvaluationResults']);

  const cases = present
    ? [...examples(), ...recordings().map((exchange) => ({ ...exchange, endpoint: rowOf(exchange) }))]
    : [];

  it('are there', () => expect(cases.length).toBeGreaterThan(40));

  itEachShared(present, 'every one fits our endpoints', cases, ({ endpoint, request, status, answer }) => {
    if (endpoint.body !== undefined && request !== null && request !== undefined) {
      expect(judge(endpoint.body, request)).toEqual([]);
    }
    if (status >= 400) return expect(judge(AzureErrorResponse, answer)).toEqual([]);
    const schema = endpoint.responses[status];
    expect(schema).toBeDefined();
    if (schema === null) return expect(answer ?? null).toBeNull();
    const errors = judge(schema, answer);
    // An exception that is no longer needed fails.
    return ofAnotherKind.has(endpoint.id) ? expect(errors).not.toEqual([]) : expect(errors).toEqual([]);
  });
});
