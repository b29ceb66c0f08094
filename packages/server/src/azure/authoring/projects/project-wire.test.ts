import type { Project } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { toAuthoringProject, toProjectInput, toProjectKind } from './project-wire.ts';

const created = new Date('2022-12-26T01:33:46.789Z');
const project: Project = {
  id: '4d37982f-fded-4c2c-afe3-15953b5919b6',
  name: 'Emails',
  kind: 'multi',
  language: 'en-us',
  multilingual: true,
  description: 'Mail',
  container: 'ct-data-assets',
  settings: { confidenceThreshold: 0.4 },
  createdAt: created,
  modifiedAt: created,
  trainedAt: undefined,
  deployedAt: undefined,
};

describe('toProjectKind', () => {
  it('understands any letter case and refuses kinds that are not classification', () => {
    expect(toProjectKind('customSingleLabelClassification')).toBe('single');
    expect(toProjectKind('CUSTOMMULTILABELCLASSIFICATION')).toBe('multi');
    expect(() => toProjectKind('CustomEntityRecognition')).toThrow(
      'Field "projectKind": must be CustomSingleLabelClassification or CustomMultiLabelClassification, got "CustomEntityRecognition".',
    );
  });
});

describe('toAuthoringProject', () => {
  it('answers whole seconds, PascalCase kinds, and settings only when something is set', () => {
    expect(toAuthoringProject(project)).toEqual({
      createdDateTime: '2022-12-26T01:33:46Z',
      lastModifiedDateTime: '2022-12-26T01:33:46Z',
      projectKind: 'CustomMultiLabelClassification',
      storageInputContainerName: 'ct-data-assets',
      settings: { confidenceThreshold: 0.4 },
      projectName: 'Emails',
      multilingual: true,
      description: 'Mail',
      language: 'en-us',
    });
    expect(toAuthoringProject({ ...project, settings: {} })).not.toHaveProperty('settings');
    expect(toAuthoringProject({ ...project, trainedAt: created })).toMatchObject({
      lastTrainedDateTime: '2022-12-26T01:33:46Z',
    });
  });
});

describe('toProjectInput', () => {
  it('needs kind and language for a new project', () => {
    expect(() => toProjectInput('p', { language: 'en' }, undefined)).toThrow('Field "projectKind": is required');
    const kind = { projectKind: 'CustomSingleLabelClassification' };
    expect(() => toProjectInput('p', kind, undefined)).toThrow('Field "language": is required');
    expect(toProjectInput('p', { ...kind, language: 'de' }, undefined)).toEqual({
      name: 'p',
      kind: 'single',
      language: 'de',
      container: '',
      multilingual: false,
      description: '',
      settings: {},
    });
  });

  it('keeps what a merge patch does not name and resets what it sets to null', () => {
    const kept = toProjectInput('Emails', { description: 'New' }, project);
    expect(kept).toEqual({
      name: 'Emails',
      kind: 'multi',
      language: 'en-us',
      container: 'ct-data-assets',
      multilingual: true,
      description: 'New',
      settings: { confidenceThreshold: 0.4 },
    });
    expect(toProjectInput('Emails', { settings: { confidenceThreshold: null } }, project).settings).toEqual({});
    expect(toProjectInput('Emails', { settings: null, description: null }, project)).toMatchObject({
      settings: {},
      description: '',
    });
  });

  it('reads the documented "True" and refuses another name than the path has', () => {
    expect(toProjectInput('Emails', { multilingual: 'False' }, project).multilingual).toBe(false);
    expect(toProjectInput('Emails', { multilingual: 'True' }, project).multilingual).toBe(true);
    expect(() => toProjectInput('Emails', { projectName: 'emails' }, project)).toThrow('got "emails"');
  });
});
