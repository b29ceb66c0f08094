import { describe, expect, it } from 'vitest';
import { EngineError } from '../platform/index.ts';
import { patchedAnswerSettings, settingsForClasses } from './answer-settings.ts';
import { checkAnswerSettings } from './check-answer-settings.ts';

const model = { name: 'm', classes: ['Price', 'Staff', '__proto__'] };
const multi = { kind: 'multi', overrides: true, model } as const;
const single = { ...multi, kind: 'single' } as const;
const parsed = (json: string) => JSON.parse(json) as Record<string, number>;

describe('patchedAnswerSettings', () => {
  it('keeps what is not named, and null takes a value away', () => {
    const before = { confidenceThreshold: 0.4, atLeastOne: true, thresholds: { Price: 0.2, Staff: 0.3 } };
    expect(patchedAnswerSettings(before, {})).toEqual(before);
    expect(patchedAnswerSettings(before, { atLeastOne: null, thresholds: { Staff: null, Price: 0.9 } })).toEqual({
      confidenceThreshold: 0.4,
      thresholds: { Price: 0.9 },
    });
    expect(patchedAnswerSettings(before, { confidenceThreshold: 0, outOfScope: 0.95, thresholds: null })).toEqual({
      confidenceThreshold: 0,
      outOfScope: 0.95,
      atLeastOne: true,
    });
    expect(patchedAnswerSettings({ thresholds: { Price: 0.2 } }, { thresholds: { Price: null } })).toEqual({});
  });

  it('takes any class name', () => {
    const after = patchedAnswerSettings({}, { thresholds: parsed('{"__proto__": 0.3, "constructor": 0.4}') });
    expect(JSON.stringify(after)).toBe('{"thresholds":{"__proto__":0.3,"constructor":0.4}}');
  });
});

describe('checkAnswerSettings', () => {
  it.each([
    [multi, {}],
    [multi, { confidenceThreshold: 0, atLeastOne: false, thresholds: { Price: 0, Staff: 1 } }],
    [multi, { thresholds: parsed('{"__proto__": 0.3}') }],
    [single, { confidenceThreshold: 1, outOfScope: 1 }],
    [single, { outOfScope: 0.5 }],
  ])('%o takes %o', (context, settings) => {
    expect(() => checkAnswerSettings(settings, context)).not.toThrow();
  });

  it.each([
    [single, { confidenceThreshold: 1.1 }, 'settings.confidenceThreshold', 'must be a number from 0 to 1', '1.1'],
    [
      single,
      { confidenceThreshold: Number.NaN },
      'settings.confidenceThreshold',
      'must be a number from 0 to 1',
      'null',
    ],
    [single, { outOfScope: 0.4 }, 'settings.outOfScope', 'must be a number from 0.5 to 1', '0.4'],
    [multi, { outOfScope: 0.9 }, 'settings.outOfScope', 'is for single-label projects only', '0.9'],
    [single, { atLeastOne: true }, 'settings.atLeastOne', 'is for multi-label projects only', 'true'],
    [
      single,
      { thresholds: { Price: 0.5 } },
      'settings.thresholds',
      'is for multi-label projects only',
      '{"Price":0.5}',
    ],
    [multi, { thresholds: { Price: 2 } }, 'settings.thresholds.Price', 'must be a number from 0 to 1', '2'],
    [multi, { thresholds: { Prise: 0.5 } }, 'settings.thresholds', 'must name classes of the model "m"', '"Prise"'],
    [
      multi,
      { thresholds: { toString: 0.5 } },
      'settings.thresholds',
      'must name classes of the model "m"',
      '"toString"',
    ],
  ])('%o refuses %o by field, rule and value', (context, settings, field, rule, value) => {
    const refusal = new EngineError('input/invalid', { field, rule, value });
    expect(() => checkAnswerSettings(settings, context)).toThrow(refusal);
  });
});

describe('settingsForClasses', () => {
  it('keeps thresholds of classes that the model has, and names the others', () => {
    const settings = { confidenceThreshold: 0.3, thresholds: { Price: 0.2, Gone: 0.4, Lost: 0.1 } };
    expect(settingsForClasses(settings, model.classes)).toEqual({
      settings: { confidenceThreshold: 0.3, thresholds: { Price: 0.2 } },
      dropped: ['Gone', 'Lost'],
    });
    expect(settingsForClasses({ thresholds: { Gone: 0.4 } }, model.classes)).toEqual({
      settings: {},
      dropped: ['Gone'],
    });
    expect(settingsForClasses({ outOfScope: 0.9 }, [])).toEqual({ settings: { outOfScope: 0.9 }, dropped: [] });
  });
});
