import fastifySwagger from '@fastify/swagger';
import { type V1Endpoint, V1Error } from '@taxon/contract';
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { DoorContext } from '../../http/context.ts';
import { nameSchemas } from './openapi-schemas.ts';

const description = `The API of Taxon: bring texts and your own classes, train, evaluate, deploy, classify.

Send a key in \`Authorization: Bearer <key>\`. Everything that takes longer than a request answers 202 and an operation;
ask \`GET /v1/operations/{operation}?wait=20\` for its end. Lists answer \`items\` and \`nextLink\`. Every refusal has the
same shape: \`{ "error": { "code", "message", "field", "requestId" } }\`. Programs written for Azure AI Language find
their paths under \`/language\` and \`/text/analytics\`.

For operators: \`GET /healthz\` (the process lives), \`GET /readyz\` (200 when the database takes writes, else 503; \`workers\`
says how many live, and a server without one is ready all the same: it classifies synchronously, and the jobs it accepts
wait), \`GET /metrics\` (Prometheus, of all processes).`;

const tags: Readonly<Record<V1Endpoint['tag'], string>> = {
  Projects: 'Projects and their classes.',
  Documents: 'Texts, their datasets and labels.',
  Imports: 'Many documents at once.',
  Training: 'Jobs that make and evaluate models.',
  Models: 'Immutable models and how good they are.',
  Deployments: 'Names that answer with a model, and classification.',
  Operations: 'Everything that takes longer than a request.',
  Access: 'Keys and roles.',
};

/** Collects the endpoints registered after it into an OpenAPI 3.1 document at `/openapi.json`. */
export function describeApi(app: FastifyInstance, { config }: DoorContext): void {
  void app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Taxon', version: '1', description, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [{ url: config.publicUrl ?? '/' }],
      tags: Object.entries(tags).map(([name, text]) => ({ name, description: text })),
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          key: { type: 'apiKey', in: 'header', name: 'Ocp-Apim-Subscription-Key' },
        },
      },
      security: [{ bearer: [] }, { key: [] }],
    },
    transform: ({ schema, url, route }) => {
      const endpoint = route.config?.endpoint as V1Endpoint | undefined;
      // HEAD twins of GET routes and pages are not part of the API.
      if (endpoint === undefined || route.method === 'HEAD') return { schema: { ...schema, hide: true }, url };
      return { schema: { ...schema, ...describeEndpoint(endpoint) }, url };
    },
    transformObject: (document) => ('openapiObject' in document ? nameSchemas(document.openapiObject) : {}),
  });
  app.get('/openapi.json', { config: { public: true } }, () => app.swagger());
}

const needed: Readonly<Record<V1Endpoint['right'], string>> = {
  own: 'Needs a key of the role owner.',
  write: 'Needs a key that may change things: owner or writer.',
  read: 'Needs a key that may read: owner, writer or reader.',
  predict: 'Any key may do this, also one that may only classify.',
};

function describeEndpoint(endpoint: V1Endpoint): FastifySchema {
  const { id, summary, description: about, right, tag, streams } = endpoint;
  const responses = Object.entries(endpoint.responses).map(([status, schema]) => [
    status,
    describeAnswer(endpoint, schema),
  ]);
  return {
    operationId: id,
    summary,
    description: `${about}\n\n${needed[right]}`,
    tags: [tag],
    response: { ...Object.fromEntries(responses), default: { ...V1Error, description: 'Refused.' } },
    ...(streams === undefined ? {} : { consumes: [...streams], body: describeStream(endpoint) }),
  };
}

function describeAnswer(
  { answersRows, answersFile, textForm }: V1Endpoint,
  schema: V1Endpoint['responses'][number] | undefined,
) {
  if (answersRows !== undefined) return describeRows(answersRows);
  if (answersFile !== undefined) return describeFile(answersFile);
  if (schema === null || schema === undefined) return { type: 'null', description: 'Done.' };
  if (textForm === undefined) return { ...schema, description: 'Done.' };
  const content = { 'application/json': { schema }, [textForm]: { schema: { type: 'string' } } };
  return { description: 'Done.', content };
}

const describeRows = ({ mediaTypes, row }: NonNullable<V1Endpoint['answersRows']>) => ({
  description: 'Rows. Each of the JSON lines is one of these.',
  content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: type === 'text/csv' ? csvText : row }])),
});

const describeFile = (mediaTypes: readonly string[]) => ({
  description: 'The file.',
  content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
});

const csvText = { type: 'string', format: 'binary' };

const describeStream = ({ streams, answersRows }: V1Endpoint) =>
  streams?.includes('application/json')
    ? { type: 'object', description: 'An Azure project file; its texts are read from the container it names.' }
    : {
        type: 'string',
        format: 'binary',
        description: `Rows: ${answersRows === undefined ? '`text`, `label` or `labels`, `id`, `language`, `dataset`' : '`text`, `id`, `language`'}.`,
      };
