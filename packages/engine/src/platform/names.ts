import { isStorable } from './characters.ts';
import { EngineError } from './errors.ts';

const token = /^[A-Za-z0-9_.-]{1,50}$/;
const control = /\p{Cc}/u;

/** A value as it may stand in an error: quoted, on one line, cut after 60 characters. */
export function shown(value: unknown): string {
  if (typeof value !== 'string') return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
  const text = [...value.slice(0, 120)].slice(0, 60).join('').toWellFormed();
  return JSON.stringify(text.length < value.length ? `${text}…` : text);
}

/** The rule of project, model and deployment names; `reserved` are those that collide with routes. */
export function requireName(field: string, value: string, reserved: readonly string[] = []): void {
  if (!token.test(value)) {
    throw new EngineError('input/invalid', {
      field,
      rule: 'must be 1 to 50 characters of A-Z a-z 0-9 _ . -',
      value: shown(value),
    });
  }
  if (reserved.includes(value))
    throw new EngineError('input/invalid', { field, rule: 'is a reserved name', value: shown(value) });
}

/** Why a class name is refused, or undefined: 1 to 100 characters, none of them a control character. */
export function classNameProblem(value: string): string | undefined {
  const length = value.length > 200 ? value.length : [...value].length;
  if (length < 1 || length > 100) return 'must be 1 to 100 characters long';
  if (control.test(value) || !isStorable(value)) return 'must not contain control characters or lone surrogates';
  return undefined;
}

// biome-ignore lint/suspicious/noMisleadingCharacterClass: variation selectors are meant one by one.
const invisible = /[\p{Cf}\ufe00-\ufe0f]/gu;
const blanks = /\p{White_Space}+/gu;
const plainName = /^[\w.:/&+#()-]*$/;

/**
 * What two spellings of one class have in common: canonical composition (NFC), without blanks around it and invisible
 * characters (format characters, variation selectors), each run of blanks one blank. Names are stored as first given and
 * compared by this.
 */
export function classKey(name: string): string {
  if (plainName.test(name)) return name;
  return name.normalize('NFC').replace(invisible, '').replace(blanks, ' ').trim();
}

/** Throws `input/invalid` for a class name that is refused. */
export function requireClassName(field: string, value: string): void {
  const rule = classNameProblem(value);
  if (rule !== undefined) throw new EngineError('input/invalid', { field, rule, value: shown(value) });
}

/** Why a document name is refused, or undefined: whatever a blob may be called, up to 1,024 characters. */
export function documentNameProblem(value: string): string | undefined {
  if (value.length < 1 || value.length > 1024) return 'must be 1 to 1024 characters long';
  if (control.test(value) || !isStorable(value)) return 'must not contain control characters or lone surrogates';
  return undefined;
}
