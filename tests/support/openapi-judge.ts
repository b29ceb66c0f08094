import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isShared, sharedFolder } from '@taxon/testkit/data/shared-folder';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const folder = join(sharedFolder, 'contract');

/** Whether the vendor's descriptions are there. Tests on them are skipped where they are not. */
export const sharedContractAvailable = isShared('contract/README.md');

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** Judges answers by one of the vendor's OpenAPI (Swagger 2.0) files. */
export interface OpenApiJudge {
  /** Paths of the description, as it writes them. */
  readonly paths: readonly string[];
  /** The faults of an answer of this operation. An empty list means that it fits. */
  judge(method: string, path: string, status: number, body: unknown): string[];
}

/**
 * Reads one description of `../shared/contract`, with the files beside it that it refers to. Swagger's discriminators
 * are turned into JSON Schema: a base with a discriminator checks the subtype that the value names.
 */
export async function readOpenApi(description: string): Promise<OpenApiJudge> {
  const [directory = '', file = ''] = description.split('/');
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { float: true, double: true, int32: true, int64: true, url: true },
  });
  (addFormats as unknown as (instance: Ajv) => void)(ajv);
  const main = await readDocument(directory, file);
  ajv.addSchema(polymorphic(main), file);
  if (file !== 'common.json' && existsSync(join(folder, directory, 'common.json'))) {
    ajv.addSchema(polymorphic(await readDocument(directory, 'common.json')), 'common.json');
  }
  const paths = asObject(main.paths);
  return {
    paths: Object.keys(paths),
    judge: (method, path, status, body) => {
      const operation = asObject(asObject(paths[path])[method.toLowerCase()]);
      const responses = asObject(operation.responses);
      const response = responses[String(status)] === undefined ? 'default' : String(status);
      if (responses[response] === undefined) return [`${method} ${path}: no status ${status} in the description`];
      if (asObject(responses[response]).schema === undefined) return [];
      const pointer = ['paths', path, method.toLowerCase(), 'responses', response, 'schema']
        .map(escapePointer)
        .join('/');
      const validate = ajv.getSchema(`${file}#/${pointer}`);
      if (validate === undefined) throw new Error(`no schema at ${pointer}`);
      if (validate(body) === true) return [];
      return (validate.errors ?? []).map(
        (error) => `${error.instancePath} ${error.message ?? ''} (${error.schemaPath})`,
      );
    },
  };
}

async function readDocument(directory: string, file: string): Promise<JsonObject> {
  return JSON.parse(await readFile(join(folder, directory, file), 'utf8')) as JsonObject;
}

function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function escapePointer(part: string): string {
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}

/**
 * Splits every definition D with a discriminator into two. `D$own` has the members of D, and subtypes extend it. D has
 * them too, and then checks the subtype that the discriminator's value names, if the description knows it. Members
 * that are `x-nullable` may be null.
 */
function polymorphic(document: JsonObject): JsonObject {
  const definitions = asObject(document.definitions);
  const bases = Object.keys(definitions).filter((name) => asObject(definitions[name]).discriminator !== undefined);
  const split: Record<string, Json> = {};
  for (const [name, definition] of Object.entries(definitions)) {
    const isBase = bases.includes(name);
    split[isBase ? `${name}$own` : name] = extendOwn(nullable(definition), bases);
    if (isBase) split[name] = withSubtypes(name, asObject(definition), definitions, bases);
  }
  return { paths: nullable(document.paths ?? {}), definitions: split };
}

function withSubtypes(name: string, base: JsonObject, definitions: JsonObject, bases: readonly string[]): JsonObject {
  const member = String(base.discriminator);
  const subtypes = Object.entries(definitions).filter(
    ([other]) => other !== name && descendsFrom(other, name, definitions),
  );
  return {
    allOf: [
      { $ref: `#/definitions/${name}$own` },
      ...subtypes.map(([subtype, definition]) => ({
        if: {
          type: 'object',
          required: [member],
          properties: { [member]: { const: asObject(definition)['x-ms-discriminator-value'] ?? subtype } },
        },
        // biome-ignore lint/suspicious/noThenProperty: a JSON Schema keyword
        then: { $ref: `#/definitions/${bases.includes(subtype) ? `${subtype}$own` : subtype}` },
      })),
    ],
  };
}

function descendsFrom(name: string, base: string, definitions: JsonObject): boolean {
  const parents = asObject(definitions[name]).allOf;
  if (!Array.isArray(parents)) return false;
  return parents.some((parent: Json) => {
    const parentName =
      String(asObject(parent).$ref ?? '')
        .split('/')
        .at(-1) ?? '';
    return parentName === base || descendsFrom(parentName, base, definitions);
  });
}

/** Direct `allOf` references of a definition point at the bases' own members, so that no subtype includes itself. */
function extendOwn(definition: Json, bases: readonly string[]): Json {
  const object = asObject(definition);
  const parents = object.allOf;
  if (!Array.isArray(parents)) return definition;
  const own = parents.map((parent: Json) => {
    const reference = String(asObject(parent).$ref ?? '');
    return bases.includes(reference.split('/').at(-1) ?? '') ? { $ref: `${reference}$own` } : parent;
  });
  return { ...object, allOf: own };
}

/** Lets every member with `x-nullable`, at any depth, be null too. */
function nullable(value: Json): Json {
  if (Array.isArray(value)) return value.map(nullable);
  if (typeof value !== 'object' || value === null) return value;
  const object = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, nullable(member)]));
  const { 'x-nullable': isNullable, ...rest } = object;
  return isNullable === true ? { anyOf: [rest, { type: 'null' }] } : object;
}
