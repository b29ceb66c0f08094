import { describe, expect, it } from 'vitest';
import { suspectLabels } from './suspect-labels.ts';

const told = (names: readonly string[], kind: 'single' | 'multi') =>
  suspectLabels(names, (name) => names.includes(name), kind).map(({ code, parameters }) => [code, parameters]);

describe('labels that may be none', () => {
  it('names what programs write where there is no value', () => {
    expect(told(['a', 'nan', 'None', 'NA', 'N/A', '<NA>', 'na', 'nano'], 'single')).toEqual([
      ['import/missing-value-as-class', { classes: '"nan", "None", "NA", "N/A", "<NA>"' }],
    ]);
  });

  it('names classes that are others joined, where documents may have several', () => {
    const names = ['a', 'b', 'c', 'a,b', 'a#b', 'b # c', 'a/z', 'x;', 'AC/DC'];
    expect(told(names, 'multi')).toEqual([
      ['import/classes-joined', { count: 1, value: '"a,b"', separator: ',' }],
      ['import/classes-joined', { count: 2, value: '"a#b"', separator: '#' }],
    ]);
    expect(told(names, 'single')).toEqual([]);
    expect(told(['Research', 'Research, applied'], 'multi')).toEqual([]);
  });
});
