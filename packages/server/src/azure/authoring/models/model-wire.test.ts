import { authoringShapeOf } from '@taxon/contract';
import type { Model } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { toAuthoringModel } from './model-wire.ts';

const model: Model = {
  id: '299f45b8-1148-4953-8c1a-750b21b05a94',
  name: 'model1',
  kind: 'single',
  configVersion: '2022-05-01',
  seed: 7,
  byteLength: 12,
  snapshotDigest: 'd',
  trainedAt: new Date('2022-04-18T15:47:49.433Z'),
  trainingSeconds: 1.6,
};

describe('toAuthoringModel', () => {
  it('has the recorded form of an id, a far expiry and whole seconds', () => {
    expect(toAuthoringModel(model, authoringShapeOf('2023-04-01'))).toEqual({
      label: 'model1',
      modelId: 'model1-20220418T154749-299f45b8114849538c1a750b21b05a94',
      lastTrainedDateTime: '2022-04-18T15:47:49Z',
      lastTrainingDurationInSeconds: 2,
      modelExpirationDate: '2099-12-31',
      modelTrainingConfigVersion: '2022-05-01',
      hasSnapshot: true,
    });
  });

  it('knows hasSnapshot from 2022-10-01-preview on', () => {
    for (const version of ['2022-05-01', '2022-05-15-preview', '2022-07-01-preview']) {
      expect(toAuthoringModel(model, authoringShapeOf(version))).not.toHaveProperty('hasSnapshot');
    }
    expect(toAuthoringModel(model, authoringShapeOf('2022-10-01-preview'))).toHaveProperty('hasSnapshot', true);
  });
});
