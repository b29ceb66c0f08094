import { authoringShapeOf } from '@taxon/contract';
import type { Model } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { toAuthoringDeployment } from './deployment-wire.ts';

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

describe('toAuthoringDeployment', () => {
  it('lists assigned resources only where previews want them', () => {
    const deployment = { name: 'production', model, settings: {}, deployedAt: new Date('2022-04-18T16:03:51.5Z') };
    expect(toAuthoringDeployment(deployment, authoringShapeOf('2023-04-01'))).toEqual({
      deploymentName: 'production',
      modelId: 'model1-20220418T154749-299f45b8114849538c1a750b21b05a94',
      lastTrainedDateTime: '2022-04-18T15:47:49Z',
      lastDeployedDateTime: '2022-04-18T16:03:51Z',
      deploymentExpirationDate: '2099-12-31',
      modelTrainingConfigVersion: '2022-05-01',
    });
    expect(toAuthoringDeployment(deployment, authoringShapeOf('2025-05-15-preview'))).toHaveProperty(
      'assignedResources',
      [],
    );
  });
});
