import { describe, expect, it } from 'vitest';
import { readMetrics } from './read-metrics.ts';

describe('readMetrics', () => {
  it('reads precision and recall together', () => {
    expect(readMetrics({ precision: 0.9, recall: 0.9 })).toBe('good');
    expect(readMetrics({ precision: 0.9, recall: 0.3 })).toBe('under-represented');
    expect(readMetrics({ precision: 0.3, recall: 0.9 })).toBe('over-represented');
    expect(readMetrics({ precision: 0.3, recall: 0.3 })).toBe('poorly-handled');
  });
});
