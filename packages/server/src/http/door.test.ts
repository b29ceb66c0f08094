import { Type } from 'typebox';
import { expect, it } from 'vitest';
import { v1ErrorShape } from '../v1/v1-error-shape.ts';
import { v1Names } from '../v1/v1-names.ts';
import { defineDoor } from './door.ts';

const endpoints = {
  read: { id: 'read', method: 'GET', path: '/r', right: 'read', summary: '', responses: { 200: Type.String() } },
  begin: {
    id: 'begin',
    method: 'POST',
    path: '/b',
    right: 'write',
    summary: '',
    job: '/j/{id}',
    responses: { 202: null },
  },
  later: {
    id: 'later',
    method: 'GET',
    path: '/l',
    right: 'read',
    summary: '',
    responses: { 200: null },
    notServed: 'not-implemented',
  },
} as const;
const door = { prefixes: ['/x'], bases: ['/x'], errorShape: v1ErrorShape, names: v1Names, endpoints };
const read = async () => 'text';
const begin = async () => ({ id: '1' });

// The compiler judges these: a line that it no longer refuses fails the type check.
it('wants a handler for each endpoint that is served, and no other', () => {
  expect(defineDoor({ ...door, handlers: { read, begin } })).toBeDefined();
  // @ts-expect-error `begin` has no handler
  expect(defineDoor({ ...door, handlers: { read } })).toBeDefined();
  // @ts-expect-error there is no endpoint `write`
  expect(defineDoor({ ...door, handlers: { read, begin, write: read } })).toBeDefined();
  // @ts-expect-error `later` is not served
  expect(defineDoor({ ...door, handlers: { read, begin, later: read } })).toBeDefined();
});

it('wants the answer that the record promises', () => {
  // @ts-expect-error the answer of `read` is a text
  expect(defineDoor({ ...door, handlers: { read: async () => 1, begin } })).toBeDefined();
  // @ts-expect-error long-running work has an id
  expect(defineDoor({ ...door, handlers: { read, begin: async () => ({}) } })).toBeDefined();
});
