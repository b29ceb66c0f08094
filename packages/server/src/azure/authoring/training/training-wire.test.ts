import { describe, expect, it } from 'vitest';
import { toAuthoringTrainJob, toTrainCommand } from './training-wire.ts';

describe('toTrainCommand', () => {
  it('fills in the latest configuration and leaves the split to the engine', () => {
    expect(toTrainCommand({ modelLabel: 'm' })).toEqual({
      modelName: 'm',
      configVersion: 'latest',
      uniqueLocations: true,
    });
  });

  it('reads kinds in any letter case and passes percentages on', () => {
    const evaluationOptions = { kind: 'Percentage', trainingSplitPercentage: 70, testingSplitPercentage: 30 };
    expect(toTrainCommand({ modelLabel: 'm', trainingConfigVersion: '2022-05-01', evaluationOptions })).toEqual({
      modelName: 'm',
      configVersion: '2022-05-01',
      evaluation: { kind: 'percentage', trainingSplitPercentage: 70, testingSplitPercentage: 30 },
      uniqueLocations: true,
    });
    expect(toTrainCommand({ modelLabel: 'm', evaluationOptions: { kind: 'MANUAL' } }).evaluation).toEqual({
      kind: 'manual',
    });
  });

  it('refuses what is not offered by name', () => {
    expect(() => toTrainCommand({ modelLabel: 'm', evaluationOptions: { kind: 'random' } })).toThrow(
      'Field "evaluationOptions.kind": must be one of percentage, manual, got "random".',
    );
    const dataGenerationSettings = { enableDataGeneration: true };
    expect(() => toTrainCommand({ modelLabel: 'm', dataGenerationSettings })).toThrow('dataGenerationSettings');
  });
});

describe('toAuthoringTrainJob', () => {
  it('says how far both halves are, with seven decimals', () => {
    const at = new Date('2022-04-18T15:45:06.819Z');
    const job = toAuthoringTrainJob({
      modelName: 'model1',
      configVersion: '2022-05-01',
      evaluation: { kind: 'manual' },
      progress: {
        training: { percent: 3, status: 'running', startedAt: at.toISOString() },
        evaluation: { percent: 0, status: 'notStarted' },
      },
      operation: {
        id: '8ccf2ffe-e758-4d04-a44a-31512918c7e8',
        kind: 'train',
        projectId: 'fb4fd2c0-0d64-4f1e-9a56-4a6a3f7cf0a1',
        projectName: 'p',
        subject: 'model1',
        actor: 'key:owner',
        status: 'running',
        request: {
          projectId: 'fb4fd2c0-0d64-4f1e-9a56-4a6a3f7cf0a1',
          modelName: 'model1',
          configVersion: '2022-05-01',
          evaluation: { kind: 'manual' },
          seed: 1,
        },
        progress: undefined,
        result: undefined,
        errors: [],
        warnings: [],
        attempt: 1,
        createdAt: at,
        updatedAt: at,
        startedAt: at,
        finishedAt: undefined,
        expiresAt: at,
      },
    });
    expect(job.result).toEqual({
      modelLabel: 'model1',
      trainingConfigVersion: '2022-05-01',
      trainingStatus: { percentComplete: 3, startDateTime: '2022-04-18T15:45:06.8190000Z', status: 'running' },
      evaluationStatus: { percentComplete: 0, status: 'notStarted' },
    });
  });
});
