import { describe, expect, it } from 'vitest';
import { preferredMediaType } from './preferred-media-type.ts';

const offered = ['application/json', 'text/markdown'] as const;

describe('preferredMediaType', () => {
  it.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['text/markdown', 'text/markdown'],
    ['TEXT/Markdown; charset=utf-8', 'text/markdown'],
    ['text/*', 'text/markdown'],
    ['text/markdown, */*;q=0.1', 'text/markdown'],
    ['application/json, text/markdown', 'application/json'],
    ['application/json;q=0.5, text/markdown;q=0.8', 'text/markdown'],
    ['text/markdown;q=0.8, application/json', 'application/json'],
    ['*/*, application/json;q=0.1', 'text/markdown'],
    ['text/markdown;q=0', 'application/json'],
    ['text/html,application/xhtml+xml,*/*;q=0.8', 'application/json'],
    ['image/png', 'application/json'],
    ['text/markdown;q=nonsense', 'application/json'],
  ])('%s: %s', (accept, expected) => {
    expect(preferredMediaType(accept, offered)).toBe(expected);
  });
});
