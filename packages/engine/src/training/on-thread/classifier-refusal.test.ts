import { ClassifierError } from '@taxon/classifier';
import { expect, it } from 'vitest';
import { refusalOf } from './classifier-refusal.ts';

it('answers what the classifier refuses as a rule of ours, with its numbers', () => {
  expect(refusalOf(new ClassifierError('too-large', '61000000 entries.'))).toMatchObject({
    ok: false,
    stopped: false,
    issue: { code: 'training/too-large', message: 'The training set is too large: 61000000 entries.' },
  });
  expect(refusalOf(new ClassifierError('encoder-damaged', 'Cut short.'), 'mine')).toMatchObject({
    issue: { code: 'encoder/unusable', parameters: { encoder: 'mine', problem: 'Cut short.' } },
  });
  expect(refusalOf(new ClassifierError('aborted', 'Stopped.'))).toEqual({ ok: false, stopped: true });
});

it('lets a defect go on', () => {
  const defect = new TypeError('not a rule');
  expect(() => refusalOf(defect)).toThrow(defect);
  const unforeseen = new ClassifierError('invalid-setting', 'Not asked for by anybody.');
  expect(() => refusalOf(unforeseen)).toThrow(unforeseen);
});
