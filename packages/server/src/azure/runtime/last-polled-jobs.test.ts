import { Socket } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLastPolledJobs, type LastPolledJobs } from './last-polled-jobs.ts';

let now: number;
let polled: LastPolledJobs;
const connection = new Socket();
const other = new Socket();

beforeEach(() => {
  now = Date.UTC(2021, 10, 2);
  polled = createLastPolledJobs(() => new Date(now));
});

describe('last polled jobs', () => {
  it('knows nothing at first', () => {
    expect(polled.take('key:a', connection)).toBeUndefined();
  });

  it('answers the job last polled on this connection, as often as asked', () => {
    polled.remember('key:a', connection, 'one');
    polled.remember('key:a', connection, 'two');
    expect([polled.take('key:a', connection), polled.take('key:a', connection)]).toEqual(['two', 'two']);
  });

  it("answers a caller's only job on a new connection, and never another caller's", () => {
    polled.remember('key:a', connection, 'one');
    expect(polled.take('key:b', connection)).toBeUndefined();
    expect(polled.take('key:a', other)).toBe('one');
  });

  it('answers none where two jobs fit', () => {
    polled.remember('key:a', connection, 'one');
    polled.remember('key:a', connection, 'two');
    expect(polled.take('key:a', other)).toBeUndefined();
  });

  it('answers none where another connection saw a job end at the same time', () => {
    polled.remember('key:a', connection, 'one');
    polled.remember('key:a', other, 'two');
    expect(polled.take('key:a', connection)).toBeUndefined();
  });

  it('does not let an old job of another connection stand in the way', () => {
    polled.remember('key:a', other, 'old');
    now += 5_000;
    polled.remember('key:a', connection, 'new');
    expect(polled.take('key:a', connection)).toBe('new');
  });

  it('forgets after a minute', () => {
    polled.remember('key:a', connection, 'one');
    now += 60_001;
    expect(polled.take('key:a', connection)).toBeUndefined();
  });
});
