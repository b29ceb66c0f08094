import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { problemOf } from './problem-of.ts';

it('is what the error says, and what anything else looks like', () => {
  expect(problemOf(new TypeError('no such thing'))).toBe('no such thing');
  expect(problemOf('gone')).toBe('gone');
  expect(problemOf(undefined)).toBe('undefined');
});

it('is the code of an error that says nothing, as of a host with two addresses that both refuse', async () => {
  const socket = connect({
    host: 'two.example',
    port: 1,
    lookup: (_name, _options, answer) =>
      answer(null, [
        { address: '::1', family: 6 },
        { address: '127.0.0.1', family: 4 },
      ]),
  });
  const [error] = await once(socket, 'error').catch((thrown: unknown) => [thrown]);
  expect(error).toBeInstanceOf(AggregateError);
  expect(problemOf(error)).toBe('ECONNREFUSED');
  expect(problemOf(new RangeError())).toBe('RangeError');
});
