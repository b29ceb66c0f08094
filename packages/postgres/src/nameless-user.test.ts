import { describe, expect, it } from 'vitest';
import { renameImport } from './nameless-user.ts';

const table = (...names: string[]) => Buffer.from(`\0${names.join('\0')}\0`, 'latin1');

describe('renameImport', () => {
  it('renames whole entries only, wherever they are, and changes nothing else', () => {
    const bytes = table('getpwuid_r', 'getpwuid', 'xgetpwuid', 'getpwuid');
    expect(renameImport(bytes, 'getpwuid', 'getpwent')).toEqual(
      table('getpwuid_r', 'getpwent', 'xgetpwuid', 'getpwent'),
    );
    expect(bytes).toEqual(table('getpwuid_r', 'getpwuid', 'xgetpwuid', 'getpwuid'));
  });

  it('refuses a name of another length, which would move everything behind it', () => {
    expect(() => renameImport(table('a'), 'a', 'bc')).toThrow(RangeError);
  });
});
