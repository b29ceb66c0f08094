import { describe, expect, it } from 'vitest';
import { EngineError } from '../errors.ts';
import { parseInt8 } from './database.ts';
import { requireSupported } from './migrate.ts';

describe('the PostgreSQL version', () => {
  it('is refused below 15, naming it', () => {
    const old = () => requireSupported({ number: 140_019, version: '14.19' });
    expect(old).toThrow(new EngineError('platform/postgres-too-old', { version: '14.19' }));
    expect(() => requireSupported({ number: 150_000, version: '15.0' })).not.toThrow();
  });
});

describe('int8', () => {
  it('is a number, and never a rounded one', () => {
    expect(parseInt8('-9007199254740991')).toBe(Number.MIN_SAFE_INTEGER);
    expect(() => parseInt8('9007199254740993')).toThrow(RangeError);
  });
});
