import { describe, expect, it } from 'vitest';
import { issue } from '../../platform/index.ts';
import { outcomesOf } from './outcomes.ts';

const accepted = (id: string, replaced = false) => ({ id, text: id, language: undefined, replaced });
const answer = (characters: number, scores: number[], predicted: number[], abstained = false) => ({
  scores: Float64Array.from(scores),
  predicted,
  abstained,
  truncated: false,
  characters,
});

describe('outcomesOf', () => {
  it('keeps the order of the documents around a bad one', () => {
    const empty = issue('prediction/document-empty');
    const outcomes = outcomesOf(
      [accepted('a'), accepted('b'), accepted('c', true)],
      [undefined, empty, undefined],
      'multi',
      {
        classes: ['x', 'y', 'z'],
        texts: [answer(12, [0.2, 0.9, 0.7], [1, 2]), answer(2001, [0.1, 0.1, 0.1], [])],
      },
    );
    expect(outcomes[0]).toMatchObject({
      ok: true,
      id: 'a',
      predicted: [
        { className: 'y', score: 0.9 },
        { className: 'z', score: 0.7 },
      ],
      warnings: [],
      statistics: { characters: 12 },
    });
    expect(outcomes[1]).toEqual({ ok: false, id: 'b', issue: empty });
    expect(outcomes[2]).toMatchObject({ ok: true, predicted: [], statistics: { characters: 2001 } });
    expect(outcomes[2]).toMatchObject({
      warnings: [{ code: 'import/characters-replaced', parameters: { location: 'c' } }],
    });
  });

  it('answers None with 1 - best when a single-label answer is withheld', () => {
    const [outcome] = outcomesOf([accepted('a')], [undefined], 'single', {
      classes: ['x', 'y'],
      texts: [answer(1, [0.3, 0.7], [], true)],
    });
    expect(outcome).toMatchObject({ predicted: [{ className: 'None', score: 0.3 }], abstained: true });
    expect(outcome).toMatchObject({ scores: [{ className: 'y', score: 0.7 }, { className: 'x' }] });
  });
});
