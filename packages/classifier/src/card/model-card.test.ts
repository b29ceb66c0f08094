import { describe, expect, it } from 'vitest';
import { openModel, trainMultiLabel, trainSingleLabel } from '../index.ts';
import { checkDocuments } from '../testing/check-classifier.ts';
import { modelCardMarkdown } from './model-card.ts';

describe('modelCardMarkdown', () => {
  it('tells what the model learned from and how good it is', () => {
    const { bytes, report } = trainSingleLabel(checkDocuments('single'), { seed: 7 });
    const card = modelCardMarkdown(openModel(bytes));
    expect(card).toContain(report.dataDigest);
    expect(card).toContain('| seed | 7 |');
    expect(card).toMatch(/\| micro F1 \| \d+\.\d % \| \d+\.\d % – \d+\.\d % \|/);
    expect(card).toMatch(/\| delivery \| 8 \| /);
    expect(card).toContain('| encoder | none |');
  });

  it('survives class names that are Markdown, and models without held-out documents', () => {
    const classes = ['a|b', '<script>', 'multi\nline'];
    const { documents } = checkDocuments('multi');
    const card = modelCardMarkdown(openModel(trainMultiLabel({ classes, documents }, { seed: 1 }).bytes));
    expect(card).toContain('| a\\|b |');
    expect(card).toContain('\\<script\\>');
    expect(card).toContain('| multi line |');
    const one = trainSingleLabel({ classes: ['x'], documents: [{ id: '1', text: 't', labels: [0] }] }, { seed: 1 });
    expect(modelCardMarkdown(openModel(one.bytes))).toContain('nothing is known');
  });
});
