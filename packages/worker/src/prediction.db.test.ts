import type { Actor, InputDocument, PredictionTask } from '@taxon/engine';
import { buildTexts, classNames, createNumbers, sentence } from '@taxon/testkit/data/build-texts';
import { openTestWorkers, type TestWorkers } from '@taxon/testkit/worker/test-workers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let test: TestWorkers;
let single: string;
let multi: string;
beforeAll(async () => {
  test = await openTestWorkers();
  await test.start();
  single = await test.addProject('single', buildTexts(90));
  multi = await test.addProject('multi', buildTexts(90));
  for (const project of [single, multi]) {
    expect(await test.train(project, 'm')).toBe('succeeded');
    await test.engine.deployments.deploy(test.owner, project, 'live', 'm');
  }
});
afterAll(() => test.stop());

const task = (projectName: string, part: Partial<PredictionTask> = {}): PredictionTask => ({
  kind: 'single',
  kindName: 'single',
  projectName,
  deploymentName: 'live',
  ...part,
});

async function run(documents: readonly InputDocument[], tasks: readonly PredictionTask[], actor: Actor = test.owner) {
  const { id } = await test.engine.prediction.submit(actor, { documents, tasks });
  const job = await test.engine.prediction.getWhenFinal(actor, id, 10_000);
  return { id, job, outcomes: job.results.map((result) => result.outcomes) };
}

describe('a prediction job', () => {
  it('answers good documents beside bad ones, in their order', async () => {
    const { job, outcomes } = await run(
      [
        { id: 'empty', text: '  ' },
        { id: 'good', text: 'the courier lost my parcel' },
        { id: 'klingon', text: 'nuqneH', language: 'tlh' },
        { id: 'nul', text: 'a refund\u0000 for my invoice, please', language: 'en-US' },
        { id: '__proto__', text: 'password\r\nreset 👩‍👩‍👧', language: '' },
      ],
      [task(single)],
    );
    expect(job).toMatchObject({ status: 'succeeded', results: [{ index: 0, status: 'succeeded', issue: undefined }] });
    expect(outcomes[0]).toMatchObject([
      { ok: false, id: 'empty', issue: { code: 'prediction/document-empty' } },
      { ok: true, id: 'good', predicted: [{ className: 'shipping' }], statistics: { characters: 26 } },
      { ok: false, id: 'klingon', issue: { code: 'prediction/language-unsupported' } },
      {
        ok: true,
        id: 'nul',
        predicted: [{ className: 'billing' }],
        warnings: [{ code: 'import/characters-replaced' }],
      },
      // CR LF and the family are one text element each.
      { ok: true, id: '__proto__', predicted: [{ className: 'account' }], statistics: { characters: 16 } },
    ]);
  });

  it('erases the texts when it writes the results', async () => {
    const { id } = await run([{ id: '1', text: 'nobody may read this later' }], [task(single)]);
    const rows = await test.sql<{ documents: unknown; document_ids: string[] }>(
      'select documents, document_ids, completed, failed from prediction_job where id = $1',
      [id],
    );
    expect(rows).toEqual([{ documents: null, document_ids: ['1'], completed: 1, failed: 0 }]);
  });

  it('fails a task that cannot run with one error a document, and answers the others', async () => {
    const documents = [
      { id: '1', text: 'my parcel' },
      { id: '2', text: 'my invoice' },
    ];
    const { job } = await run(documents, [
      task('nowhere', { name: 'a' }),
      task(single, { name: 'b', deploymentName: 'gone' }),
      task(multi, { name: 'c' }),
      task(single, { name: 'd' }),
      task('', { kind: 'unsupported', kindName: 'EntityRecognition', name: 'e' }),
      task(multi, { kind: 'multi', kindName: 'multi' }),
    ]);
    expect(job.status).toBe('succeeded');
    expect(job.results.map(({ status, issue }) => [status, issue?.code])).toEqual([
      ['failed', 'project/not-found'],
      ['failed', 'deployment/not-found'],
      ['failed', 'deployment/kind-mismatch'],
      ['succeeded', undefined],
      ['failed', 'prediction/task-unsupported'],
      ['succeeded', undefined],
    ]);
    const outcomes = job.results[0]?.outcomes ?? [];
    expect(outcomes).toMatchObject([
      { ok: false, id: '1', issue: { code: 'project/not-found' } },
      { ok: false, id: '2', issue: { code: 'project/not-found' } },
    ]);
  });

  it('gives the same scores as the synchronous call, to the last digit', async () => {
    const pick = createNumbers(5);
    const documents = Array.from({ length: 25 }, (_, i) => ({
      id: String(i),
      text: sentence(classNames[i % 3] ?? 'billing', pick, 5),
    }));
    for (const [project, kind] of [[single, 'single'] as const, [multi, 'multi'] as const]) {
      const { outcomes } = await run(documents, [task(project, { kind })]);
      const classified = await test.engine.prediction.classify(test.owner, project, 'live', documents);
      expect(classified).toMatchObject({ modelName: 'm', kind });
      const predicted = (all: readonly object[]) => all.map((one) => ('predicted' in one ? one.predicted : undefined));
      expect(predicted(outcomes[0] ?? [])).toEqual(predicted(classified.documents));
      const [first] = classified.documents;
      expect(first?.ok === true && first.scores.map(({ className }) => className).sort()).toEqual(
        [...classNames].sort(),
      );
    }
  });

  it('follows a deployment to its new model, and the project to its threshold', async () => {
    const { engine, owner } = test;
    const project = await test.addProject('single', buildTexts(60), { confidenceThreshold: 1 });
    expect(await test.train(project, 'm')).toBe('succeeded');
    await engine.deployments.deploy(owner, project, 'live', 'm');
    const { outcomes } = await run([{ id: '1', text: 'courier or password' }], [task(project)]);
    const [outcome] = outcomes[0] ?? [];
    expect(outcome).toMatchObject({ ok: true, abstained: true, predicted: [{ className: 'None' }] });
    const answer = await engine.prediction.classify(owner, project, 'live', [{ id: '1', text: 'courier or password' }]);
    const [document] = answer.documents;
    if (document?.ok !== true || outcome?.ok !== true) throw new Error('no answer');
    expect(outcome.predicted[0]?.score).toBeCloseTo(1 - (document.scores[0]?.score ?? 0), 6);
  });
});

describe('a request that is refused as a whole', () => {
  it.each([
    ['prediction/no-documents', [], 1],
    ['prediction/document-empty', [{ id: '1', text: '' }], 1],
    ['prediction/no-tasks', [{ id: '1', text: 'a' }], 0],
    ['prediction/duplicate-task-name', [{ id: '1', text: 'a' }], 2],
    ['prediction/too-many-characters', [{ id: '1', text: 'ä'.repeat(125_001) }], 1],
  ])('%s', async (code, documents, tasks) => {
    const asked = Array.from({ length: tasks }, () => task(single));
    await expect(run(documents, asked)).rejects.toMatchObject({ code });
  });

  it('counts text elements, not UTF-16 units', async () => {
    // 11 units, one text element.
    const family = '👨‍👩‍👧‍👦';
    const { outcomes } = await run([{ id: '1', text: family.repeat(12_000) }], [task(single)]);
    expect(outcomes[0]).toMatchObject([{ ok: true, statistics: { characters: 12_000 } }]);
  });

  it('is not for keys of other projects, which do not see the jobs either', async () => {
    const stranger: Actor = { name: 'key:stranger', role: 'predict-only', projects: ['other'] };
    const documents = [{ id: '1', text: 'a parcel' }];
    await expect(run(documents, [task(single)], stranger)).rejects.toMatchObject({ code: 'access/forbidden-project' });
    const { id } = await run(documents, [task(single)]);
    for (const wrong of [id, 'no-uuid', '00000000-0000-4000-8000-000000000000']) {
      await expect(test.engine.prediction.get(stranger, wrong)).rejects.toMatchObject({
        code: 'prediction/not-found',
      });
    }
    const classify = test.engine.prediction.classify(stranger, single, 'live', documents);
    await expect(classify).rejects.toMatchObject({ code: 'access/forbidden-project' });
  });
});
