import { engineSettings, type SettingNotes } from '@taxon/engine/config';
import { serverSettings } from '@taxon/server/config';
import { workerSettings } from '@taxon/worker/config';
import { type TObject, type TSchema, Type } from 'typebox';
import { cliSettings } from './cli-settings.ts';

/** All settings of the product. Each section is declared by the room that reads it. */
export const settingsSchema = Type.Object({
  server: serverSettings,
  cli: cliSettings,
  engine: engineSettings,
  worker: workerSettings,
});

/** The schema of one setting: its notes, its default, and the bounds that its type may have. */
export type SettingSchema = TSchema &
  SettingNotes & {
    readonly default?: unknown;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly minLength?: number;
  };

/** One setting, and where its value stands in the configuration. */
export interface Setting {
  /** Such as `/engine/limits/projects`. */
  readonly pointer: string;
  readonly schema: SettingSchema;
}

/** The settings of an object schema in the order of their declaration, with those of the objects inside it. */
export function settingsOf(schema: TObject, above = ''): Setting[] {
  return Object.entries(schema.properties).flatMap(([name, member]) => {
    const pointer = `${above}/${name}`;
    return Type.IsObject(member) ? settingsOf(member, pointer) : [{ pointer, schema: notesOf(member, pointer) }];
  });
}

/** An object of the schema's shape that holds what `read` answers for each setting. It leaves out undefined. */
export function collect(schema: TObject, read: (schema: SettingSchema) => unknown): Record<string, unknown> {
  const members = Object.entries(schema.properties).map(([name, member]) => [
    name,
    Type.IsObject(member) ? collect(member, read) : read(notesOf(member, name)),
  ]);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined));
}

/** A member of a section as a setting. `name` is for the error, which only a mistake in a section can cause. */
export function notesOf(schema: TSchema, name: string): SettingSchema {
  if (hasNotes(schema)) return schema;
  throw new TypeError(`the setting ${name} has no variable: spread setting(…) into the options of its schema`);
}

function hasNotes(schema: TSchema): schema is SettingSchema {
  return 'variable' in schema && 'description' in schema;
}
