import { describe, expect, it } from 'vitest';
import { createProgressClock } from './progress-clock.ts';

/** One second later at each look. */
function seconds(): () => Date {
  let at = 0;
  return () => new Date(1000 * at++);
}

describe('createProgressClock', () => {
  it('begins the evaluation when the training has ended, and keeps its times', () => {
    const progress = createProgressClock(seconds());
    expect(progress.advance({ training: 40, evaluation: 0 })).toMatchObject({
      training: { percent: 40, status: 'running', startedAt: '1970-01-01T00:00:00.000Z' },
      evaluation: { percent: 0, status: 'notStarted' },
    });
    const half = progress.advance({ training: 100, evaluation: 50 });
    expect(half.training).toMatchObject({ status: 'succeeded', finishedAt: '1970-01-01T00:00:02.000Z' });
    expect(half.evaluation).toEqual({ percent: 50, status: 'running', startedAt: '1970-01-01T00:00:02.000Z' });
    const done = progress.complete();
    expect(done.training).toEqual(half.training);
    expect(done.evaluation).toMatchObject({
      percent: 100,
      status: 'succeeded',
      finishedAt: '1970-01-01T00:00:03.000Z',
    });
  });

  it('breaks the step that ran', () => {
    const early = createProgressClock(seconds());
    early.advance({ training: 10, evaluation: 0 });
    expect(early.broken('cancelled')).toMatchObject({
      training: { percent: 10, status: 'cancelled' },
      evaluation: { status: 'notStarted' },
    });
    const late = createProgressClock(seconds());
    late.advance({ training: 100, evaluation: 10 });
    expect(late.broken('failed')).toMatchObject({
      training: { percent: 100, status: 'succeeded' },
      evaluation: { percent: 10, status: 'failed' },
    });
  });
});
