import { defineCommand } from './command.ts';
import { version } from './version.ts';

export const versionCommand = defineCommand({
  name: 'version',
  summary: 'print the version',
  run: async ({ say }) => say(version()),
});
