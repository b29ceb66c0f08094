import type { Project } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { toAuthoringProject, toProjectKind, toProjectPatch } from './project-wire.ts';

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

describe('toProjectPatch', () => {
  it('names what the body names, in the words of the engine', () => {
    expect(toProjectPatch('p', {})).toEqual({});
    expect(
      toProjectPatch('p', {
        projectName: 'p',
        projectKind: 'CustomSingleLabelClassification',
        language: 'de',
        storageInputContainerName: 'texts',
        description: 'New',
        settings: { confidenceThreshold: 0.4 },
      }),
    ).toEqual({
      kind: 'single',
      language: 'de',
      container: 'texts',
      description: 'New',
      settings: { confidenceThreshold: 0.4 },
    });
  });

  it('passes null on, and takes null for all settings as null for the one that Azure has', () => {
    const nulls = { description: null, multilingual: null, storageInputContainerName: null };
    expect(toProjectPatch('p', nulls)).toEqual({ description: null, multilingual: null, container: null });
    expect(toProjectPatch('p', { settings: { confidenceThreshold: null } }).settings).toEqual({
      confidenceThreshold: null,
    });
    expect(toProjectPatch('p', { settings: null }).settings).toEqual({ confidenceThreshold: null });
  });

  it('leaves out settings that Azure does not have', () => {
    const settings = { confidenceThreshold: 0.4, seed: 3 };
    expect(toProjectPatch('p', { settings }).settings).toEqual({ confidenceThreshold: 0.4 });
  });

  it('reads the documented "True" and refuses another name than the path has', () => {
    expect(toProjectPatch('Emails', { multilingual: 'False' }).multilingual).toBe(false);
    expect(toProjectPatch('Emails', { multilingual: 'True' }).multilingual).toBe(true);
    expect(() => toProjectPatch('Emails', { projectName: 'emails' })).toThrow('got "emails"');
  });
});
