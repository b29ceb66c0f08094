import type { Project } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { toProjectView, toWholeProject } from './project-wire.ts';

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

describe('toWholeProject', () => {
  const noSettings = {
    confidenceThreshold: null,
    outOfScope: null,
    atLeastOne: null,
    encoder: null,
    seed: null,
    search: null,
  };

  it('gives what is left out its default, and keeps the container of an existing project', () => {
    const body = { kind: 'single', language: 'de' } as const;
    expect(toWholeProject(body)).toEqual({ ...body, multilingual: null, description: null, settings: noSettings });
  });

  it('takes what is there', () => {
    const body = { kind: 'multi', language: 'de', container: 'texts', multilingual: true, description: 'd' } as const;
    expect(toWholeProject({ ...body, settings: { seed: 3, encoder: 'none' } })).toEqual({
      ...body,
      settings: { ...noSettings, seed: 3, encoder: 'none' },
    });
  });
});
