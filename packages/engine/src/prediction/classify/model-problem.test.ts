import { ClassifierError } from '@taxon/classifier';
import { describe, expect, it } from 'vitest';
import { modelProblem } from './model-problem.ts';

const encoder = { kind: 'table', name: 'static-en-144', bytes: new SharedArrayBuffer(0) } as const;
const about = { modelName: 'm', encoders: ['static-en-144', 'mine'] };

describe('modelProblem', () => {
  it.each([
    [
      'encoder-missing',
      'model/encoder-missing',
      'needs the encoder "static-en-144:1", which this server does not have',
    ],
    ['encoder-damaged', 'encoder/unusable', 'The encoder "static-en-144" cannot be used: why.'],
    ['encoder-newer', 'encoder/unusable', 'The encoder "static-en-144" cannot be used: why.'],
    ['model-damaged', 'model/unreadable', 'The model "m" cannot be opened: why.'],
  ] as const)('%s is %s', (code, expected, message) => {
    const problem = modelProblem(new ClassifierError(code, 'why'), { encoder, encoderId: 'static-en-144:1' }, about);
    expect(problem).toMatchObject({ code: expected, message: expect.stringContaining(message) });
  });

  it('of a model without an encoder is the model’s', () => {
    const damaged = new ClassifierError('model-damaged', 'why');
    const problem = modelProblem(damaged, { encoder: undefined, encoderId: undefined }, about);
    expect(problem.code).toBe('model/unreadable');
  });
});
