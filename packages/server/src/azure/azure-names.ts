import type { DoorNames } from '../http/door-names.ts';
import { toProjectKindName } from './authoring/projects/project-wire.ts';

/** What Azure's doors call the members and kinds that an error of the engine names. */
export const azureNames: DoorNames = {
  fields: new Map([
    ['kind', 'projectKind'],
    ['container', 'storageInputContainerName'],
    ['modelName', 'modelLabel'],
    ['configVersion', 'trainingConfigVersion'],
    ['evaluation', 'evaluationOptions'],
  ]),
  kinds: new Map([
    ['single', toProjectKindName('single')],
    ['multi', toProjectKindName('multi')],
  ]),
};
