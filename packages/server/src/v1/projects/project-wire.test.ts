import type { Project } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { toChangedProject, toCreatedProject, toProjectView } from './project-wire.ts';

const at = new Date('2026-01-02T03:04:05.678Z');
const project: Project = {
  id: '4d37982f-fded-4c2c-afe3-15953b5919b6',
  name: 'tickets',
  kind: 'single',
  language: 'en',
  multilingual: true,
  description: 'Mail',
  container: 'support',
  settings: { confidenceThreshold: 0.4 },
  createdAt: at,
  modifiedAt: at,
  trainedAt: at,
  deployedAt: undefined,
};

describe('toProjectView', () => {
  it('says null where something has not happened', () => {
    expect(toProjectView(project)).toMatchObject({ trainedAt: '2026-01-02T03:04:05.678Z', deployedAt: null });
    expect(toProjectView({ ...project, settings: {} }).settings).toEqual({
      confidenceThreshold: null,
      outOfScope: null,
      atLeastOne: null,
      encoder: 'default',
      seed: null,
      search: 'none',
    });
  });
});

describe('toCreatedProject', () => {
  it('gives what is left out its default, and keeps the container of an existing project', () => {
    const body = { kind: 'single', language: 'de' } as const;
    const defaults = { name: 'n', kind: 'single', language: 'de', multilingual: false, description: '', settings: {} };
    expect(toCreatedProject('n', body, undefined)).toEqual({ ...defaults, container: '' });
    expect(toCreatedProject('n', body, project)).toEqual({ ...defaults, container: 'support' });
  });
});

describe('toChangedProject', () => {
  it('changes the settings it names only', () => {
    const before = { ...project, settings: { confidenceThreshold: 0.4, outOfScope: 0.95 } };
    const change = { settings: { outOfScope: null, encoder: 'none', seed: 3 } };
    expect(toChangedProject(before, change).settings).toEqual({ confidenceThreshold: 0.4, encoder: 'none', seed: 3 });
  });

  it('keeps what is left out; null takes a threshold away', () => {
    const { id: _id, createdAt: _c, modifiedAt: _m, trainedAt: _t, deployedAt: _d, ...input } = project;
    expect(toChangedProject(project, {})).toEqual(input);
    expect(toChangedProject(project, { settings: { confidenceThreshold: null } }).settings).toEqual({});
    expect(toChangedProject(project, { settings: { confidenceThreshold: 0 } }).settings).toEqual({
      confidenceThreshold: 0,
    });
  });
});
