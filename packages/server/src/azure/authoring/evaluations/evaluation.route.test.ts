import { describeAuthoring } from '@taxon/testkit/server/use-authoring';
import { expect, it } from 'vitest';

describeAuthoring(
  ({ shared }) => {
    it('evaluates by class name, whatever the name', async () => {
      const { params, ask, kind } = shared();
      const text = (await ask('GetModelEvaluationSummary', { params: { ...params, trainedModelLabel: 'm1' } })).body;
      expect(text).toContain('"__proto__":{"f1":');
      expect(text.includes('confusionMatrix')).toBe(kind === 'single');
      expect(text).toContain('"evaluationOptions":{"kind":"manual"}');
    });

    it('gives the results by pages', async () => {
      const { params, ask, server, shownKind } = shared();
      const results = await ask('GetModelEvaluationResults', {
        params: { ...params, trainedModelLabel: 'm1' },
        query: { stringIndexType: 'Utf16CodeUnit', maxpagesize: '3' },
      });
      const first = results.json();
      expect(first.value).toHaveLength(3);
      const next = new URL(first.nextLink);
      const rest = (await server.call({ method: 'GET', url: next.pathname + next.search })).json();
      expect(rest).toMatchObject({ value: [{ projectKind: shownKind }], nextLink: null });
    });
  },
  (project) => project.train('m1'),
);
