import { Ajv, type Schema } from 'ajv';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { emptyBody, invalidField } from './door-fault.ts';
import { FaultError } from './fault.ts';
import { explain } from './validation-fault.ts';

/** Bodies are taken as they are; parameters of a URL are texts and may become numbers and booleans. Nothing is removed. */
export function setValidators(app: FastifyInstance): void {
  const options = { removeAdditional: false, strict: true, allowUnionTypes: true, strictTypes: false } as const;
  const asSent = new Ajv({ ...options, coerceTypes: false });
  const fromText = new Ajv({ ...options, coerceTypes: 'array', useDefaults: true });
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' || httpPart === undefined ? asSent : fromText).compile(schema as Schema),
  );
}

/** The body, checked against a schema that only the handler can choose (it depends on the api-version). Throws a 400. */
export function checkBody<Schema extends TSchema>(request: FastifyRequest, schema: Schema): Static<Schema> {
  if (request.body === undefined) throw new FaultError(emptyBody);
  const validate = request.compileValidationSchema(schema, 'body');
  if (validate(request.body)) return request.body as Static<Schema>;
  const issue = validate.errors?.[0];
  if (issue === undefined) throw invalidField('', 'is not valid', request.body);
  const { field, rule, value } = explain(issue, request.body);
  throw invalidField(field, rule, value);
}
