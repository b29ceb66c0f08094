import { ArraysJob, runtimeApiVersions, runtimeShapeOf, runtimeShapes } from '@taxon/contract';
import { expectSchema } from '@taxon/testkit/server/check-schema';
import { describe, expect, it } from 'vitest';
import { arraysJob } from './job-wire.ts';
import { arraysBody, bothKinds, buildAnswer, itemsBody } from './testing/checked-job-bodies.ts';

describe('versions', () => {
  it('stand in order, each once, and leave no gap', () => {
    const since = runtimeShapes.map((shape) => shape.since);
    expect(since).toEqual([...new Set(since)].sort());
    expect(() => runtimeShapeOf('2021-10-31')).toThrow(RangeError);
  });

  it('each belong to one span', () => {
    const versions = [...runtimeApiVersions, '2031-01-01', '2022-06-06-preview'];
    expect(Object.fromEntries(versions.map((version) => [version, runtimeShapeOf(version).since]))).toEqual({
      '2021-11-01-preview': '2021-11-01-preview',
      '2022-02-01-preview': '2022-02-01-preview',
      '2022-03-01-preview': '2022-03-01-preview',
      '2022-04-01-preview': '2022-03-01-preview',
      '2022-05-01': '2022-05-01',
      '2022-05-15-preview': '2022-05-01',
      '2022-06-06-preview': '2022-05-01',
      '2022-07-01-preview': '2022-07-01-preview',
      // Its span is itself alone.
      '2022-10-01-preview': '2022-10-01-preview',
      // A span of previews: general releases have the one before it.
      '2023-04-01': '2022-05-01',
      '2023-04-15-preview': '2022-07-01-preview',
      '2023-11-15-preview': '2022-07-01-preview',
      '2024-11-01': '2022-05-01',
      '2024-11-15-preview': '2022-07-01-preview',
      '2025-05-15-preview': '2022-07-01-preview',
      '2025-11-01': '2022-05-01',
      '2025-11-15-preview': '2022-07-01-preview',
      '2026-05-01': '2022-05-01',
      '2026-05-15-preview': '2022-07-01-preview',
      '2031-01-01': '2022-05-01',
    });
  });

  it('take the language "auto" in previews since 2022-07-01-preview', () => {
    const takes = runtimeApiVersions.filter((version) => runtimeShapeOf(version).autoLanguage);
    expect(takes).toEqual(runtimeApiVersions.filter((v) => v >= '2022-07-01-preview' && v.endsWith('-preview')));
  });

  const best = { category: 'Billing', confidenceScore: 0.912345 };
  const two = [
    { category: 'A', confidenceScore: 0.912345 },
    { category: 'B', confidenceScore: 0.812345 },
  ];
  const updated = 'lastUpdatedDateTime';
  const update = 'lastUpdateDateTime';
  it.each([
    [
      '2022-02-01-preview',
      'CustomSingleClassificationLROResults',
      { classification: best },
      { classifications: two },
      update,
    ],
    ['2022-03-01-preview', 'CustomSingleLabelClassificationLROResults', { class: best }, { class: two }, update],
    ['2022-04-01-preview', 'CustomSingleLabelClassificationLROResults', { class: best }, { class: two }, update],
    ['2022-05-01', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2022-05-15-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2022-07-01-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2022-10-01-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, update],
    ['2023-04-01', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2023-11-15-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2026-05-15-preview', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
    ['2031-01-01', 'CustomSingleLabelClassificationLROResults', { class: [best] }, { class: two }, updated],
  ])('%s: %s', (version, kind, single, several, stamp) => {
    const body = itemsBody(bothKinds, {}, version);
    const [first, second] = body.tasks.items;
    expect(first).toMatchObject({ kind, taskName: 's', status: 'succeeded' });
    expect(first?.results.documents[0]).toEqual({ id: '0', ...single, warnings: [] });
    expect(second?.kind).toBe(kind.replace('Single', 'Multi'));
    expect(second?.results.documents[1]).toEqual({ id: '1', ...several, warnings: [] });
    expect(Object.keys(body)[1]).toBe(stamp);
    expect(body.lastUpdateDateTime).toBe('2021-11-02T10:00:02Z');
    expect(body.lastUpdatedDateTime).toBe('2021-11-02T10:00:02Z');
  });

  it('2021-11-01-preview has arrays of tasks, without what only the documentation of v3.2-preview.2 printed', () => {
    const body = arraysJob(bothKinds, buildAnswer('2021-11-01-preview'));
    expectSchema(ArraysJob, body);
    expect(body.tasks.customSingleClassificationTasks?.[0]?.results.documents[0]).toEqual({
      id: '0',
      classification: best,
      warnings: [],
    });
  });

  it('v3.2-preview.2 carries the wire and its documentation at once', () => {
    const { tasks, displayName } = arraysBody(bothKinds);
    expect(displayName).toBe('NA');
    expect(tasks.customSingleClassificationTasks?.[0]).toMatchObject({
      taskName: 's',
      name: 's',
      state: 'succeeded',
      status: 'succeeded',
      results: { documents: [{ classification: best, classes: [best] }, {}] },
    });
    expect(tasks.customMultiClassificationTasks?.[0]?.results.documents[1]).toMatchObject({
      classifications: two,
      classes: two,
    });
    expect(tasks.tasks).toEqual({
      customSingleClassificationTasks: tasks.customSingleClassificationTasks,
      customMultiClassificationTasks: tasks.customMultiClassificationTasks,
    });
  });
});
