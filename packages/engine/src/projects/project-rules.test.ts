import { describe, expect, it } from 'vitest';
import type { Project, ProjectPatch } from './project.ts';
import { checkProject } from './project-rules.ts';

const at = new Date('2026-01-02T03:04:05.678Z');
const project: Project = {
  id: '4d37982f-fded-4c2c-afe3-15953b5919b6',
  name: 'tickets',
  kind: 'single',
  language: 'en-us',
  multilingual: true,
  description: 'Mail',
  container: 'support',
  settings: { confidenceThreshold: 0.4, outOfScope: 0.95 },
  createdAt: at,
  modifiedAt: at,
  trainedAt: at,
  deployedAt: undefined,
};
const changed = (patch: ProjectPatch) => checkProject('tickets', patch, project, []);

describe('a project that does not exist yet', () => {
  const made = (patch: ProjectPatch) => checkProject('p', patch, undefined, []);

  it('needs kind and language', () => {
    expect(() => made({ language: 'en' })).toThrow('Field "kind": is required, got nothing.');
    expect(() => made({ kind: 'single' })).toThrow('Field "language": is required, got nothing.');
  });

  it('has defaults where nothing is said, and where null is', () => {
    const whole = { name: 'p', kind: 'single', language: 'de', container: '', multilingual: false } as const;
    const expected = { ...whole, description: '', settings: {} };
    expect(made({ kind: 'single', language: 'de' })).toEqual(expected);
    const nulls = { container: null, multilingual: null, description: null, settings: { confidenceThreshold: null } };
    expect(made({ kind: 'single', language: 'de', ...nulls })).toEqual(expected);
  });
});

describe('a patch of a project', () => {
  const { id: _id, createdAt: _c, modifiedAt: _m, trainedAt: _t, deployedAt: _d, ...before } = project;

  it('keeps what it does not name', () => {
    expect(changed({})).toEqual(before);
    expect(changed({ description: 'New' })).toEqual({ ...before, description: 'New' });
    expect(changed({ kind: 'single', container: 'support' })).toEqual(before);
  });

  it('resets what it sets to null', () => {
    expect(changed({ description: null, multilingual: null })).toEqual({
      ...before,
      description: '',
      multilingual: false,
    });
    expect(() => changed({ container: null })).toThrow('the container of the project "tickets" is "support"');
  });

  it('changes the settings it names only; null takes one away', () => {
    const { settings } = changed({ settings: { outOfScope: null, encoder: 'none', seed: 3 } });
    expect(settings).toEqual({ confidenceThreshold: 0.4, encoder: 'none', seed: 3 });
    expect(changed({ settings: { confidenceThreshold: 0 } }).settings).toEqual({
      confidenceThreshold: 0,
      outOfScope: 0.95,
    });
    expect(changed({ settings: { confidenceThreshold: null, outOfScope: null } }).settings).toEqual({});
  });
});
