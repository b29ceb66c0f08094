import type { DoorNames } from '../http/door-names.ts';

/** What `/v1` calls the members that an error of the engine names. */
export const v1Names: DoorNames = {
  fields: new Map([
    ['projectName', 'project'],
    ['className', 'name'],
    ['newClassName', 'to'],
    ['modelName', 'model'],
    ['deploymentName', 'deployment'],
  ]),
  kinds: new Map(),
};
