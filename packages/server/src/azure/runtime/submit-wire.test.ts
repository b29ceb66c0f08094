import { runtimeShapeOf } from '@taxon/contract';
import { describe, expect, it } from 'vitest';
import { FaultError } from '../../http/fault.ts';
import { arraysSubmitCommand, itemsSubmitCommand } from './submit-wire.ts';

const documents = [{ id: '1', text: 'a text' }];
const parameters = { projectName: 'p', deploymentName: 'd' };
const items = (tasks: object[], extra: object = {}, version = '2023-04-01') =>
  itemsSubmitCommand({ analysisInput: { documents }, tasks, ...extra } as never, runtimeShapeOf(version));
const arrays = (tasks: object, extra: object = {}) =>
  arraysSubmitCommand({ analysisInput: { documents }, tasks, ...extra } as never);

function message(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof FaultError) return error.message;
  }
  throw new Error('nothing was refused');
}

describe('itemsSubmitCommand', () => {
  it('maps kinds, names and parameters', () => {
    const command = items(
      [
        { kind: 'CustomSingleLabelClassification', taskName: 'one', parameters },
        { kind: 'CustomMultiLabelClassification', parameters: { ...parameters, loggingOptOut: true } },
        { kind: 'KeyPhraseExtraction' },
      ],
      { displayName: 'job', cancelAfter: 30 },
    );
    expect(command).toEqual({
      displayName: 'job',
      documents,
      tasks: [
        { kind: 'single', kindName: 'CustomSingleLabelClassification', name: 'one', ...parameters },
        { kind: 'multi', kindName: 'CustomMultiLabelClassification', ...parameters },
        { kind: 'unsupported', kindName: 'KeyPhraseExtraction', projectName: '', deploymentName: '' },
      ],
      cancelAfterSeconds: 30,
    });
  });

  it('lets no job cancel itself after its results have expired', () => {
    for (const cancelAfter of [86_401, 1e15, 1e300]) {
      expect(items([{ kind: 'KeyPhraseExtraction' }], { cancelAfter }).cancelAfterSeconds).toBe(86_400);
    }
  });

  it('takes kebab-case parameters too', () => {
    const kebab = { 'project-name': 'p', 'deployment-name': 'd' };
    expect(items([{ kind: 'CustomMultiLabelClassification', parameters: kebab }]).tasks[0]).toMatchObject(parameters);
  });

  it('counts null and empty text as absent', () => {
    const command = itemsSubmitCommand(
      {
        displayName: null,
        analysisInput: {
          documents: [
            { id: '1', text: 't', language: '' },
            { id: '2', text: 't', language: null },
          ],
        },
        tasks: [{ kind: 'CustomSingleLabelClassification', taskName: null, parameters }],
        cancelAfter: null,
      },
      runtimeShapeOf('2022-05-01'),
    );
    expect(command).toEqual({
      documents: [
        { id: '1', text: 't' },
        { id: '2', text: 't' },
      ],
      tasks: [{ kind: 'single', kindName: 'CustomSingleLabelClassification', ...parameters }],
    });
  });

  it('lets previews since 2022-07-01 leave the language open, and no release', () => {
    const auto = { analysisInput: { documents: [{ id: '1', text: 't', language: 'auto' }] } };
    const tasks = [{ kind: 'CustomSingleLabelClassification', parameters }];
    expect(items(tasks, auto, '2022-10-01-preview').documents).toEqual([{ id: '1', text: 't' }]);
    expect(items(tasks, { ...auto, defaultLanguage: 'de' }, '2025-05-15-preview').documents).toEqual([
      { id: '1', text: 't', language: 'de' },
    ]);
    expect(items(tasks, auto, '2023-04-01').documents[0]?.language).toBe('auto');
    expect(items(tasks, auto, '2022-05-15-preview').documents[0]?.language).toBe('auto');
  });

  it.each([
    [{ kind: 'Poetry', parameters }, 'There is no task of the kind "Poetry".'],
    [
      { kind: 'CustomSingleLabelClassification', parameters: { projectName: 'p' } },
      'Field "tasks[0].parameters.deploymentName": is required (also spelled deployment-name), got nothing.',
    ],
    [
      { kind: 'CustomSingleLabelClassification', parameters: { ...parameters, projectName: 7 } },
      'Field "tasks[0].parameters.projectName": must be a string that is not empty, got 7.',
    ],
    [
      { kind: 'CustomSingleLabelClassification', taskName: 'a\0b', parameters },
      'Field "tasks[0].taskName": must not contain U+0000 or lone surrogates, got "a\\u0000b".',
    ],
    [
      { kind: 'CustomSingleLabelClassification', parameters: { ...parameters, projectName: '\ud800' } },
      'Field "tasks[0].parameters.projectName": must not contain U+0000 or lone surrogates, got "\\ud800".',
    ],
    [
      { kind: 'CustomSingleLabelClassification', parameters: { ...parameters, loggingOptOut: 'true' } },
      'Field "tasks[0].parameters.loggingOptOut": must be true or false, got "true".',
    ],
    [
      { kind: 'CustomSingleLabelClassification', parameters: { ...parameters, 'project-name': 'other' } },
      'Field "tasks[0].parameters.project-name": must be the same as projectName, which is "p", got "other".',
    ],
  ])('refuses %j', (task, expected) => {
    expect(message(() => items([task]))).toBe(expected);
  });
});

describe('arraysSubmitCommand', () => {
  it('takes all nine arrays, the alias of the documentation and null', () => {
    const kebab = { 'project-name': 'p', 'deployment-name': 'd', stringIndexType: 'TextElements_v8' };
    const command = arrays({
      entityRecognitionTasks: [],
      keyPhraseExtractionTasks: null,
      customClassificationTasks: [{ parameters: kebab }],
      customMultiClassificationTasks: [{ parameters: kebab, taskName: '0' }],
      customEntityRecognitionTasks: [{ parameters: kebab }],
    });
    expect(command.tasks).toEqual([
      { kind: 'single', kindName: 'customClassificationTasks', ...parameters },
      { kind: 'multi', kindName: 'customMultiClassificationTasks', name: '0', ...parameters },
      { kind: 'unsupported', kindName: 'customEntityRecognitionTasks', ...parameters },
    ]);
  });

  it('refuses an array nobody knows', () => {
    expect(message(() => arrays({ poetryTasks: [{}] }))).toBe('There is no task of the kind "poetryTasks".');
  });
});
