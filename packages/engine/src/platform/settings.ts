/** What a setting says beside its type, its default and its bounds. */
export interface SettingNotes {
  /** The environment variable that gives it. No other place names it. */
  readonly variable: string;
  /** One sentence or more for docs/configuration.md. */
  readonly description: string;
  /** What the value must be, after the variable's name in an error. Absent where type and bounds say it. */
  readonly requirement?: string;
  /** An error never repeats the value. */
  readonly secret?: boolean;
  /** A path of the file system. A relative one begins at the folder that the process was started in. */
  readonly path?: boolean;
  /** The member of the same section that has to be set when this one is set. */
  readonly needs?: string;
}

/**
 * The notes of a setting, for the options of its TypeBox schema:
 * `port: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080, ...setting('TAXON_PORT', 'The port.') })`.
 * cli/src/config.ts reads every setting by them.
 */
export function setting(
  variable: string,
  description: string,
  more: Omit<SettingNotes, 'variable' | 'description'> = {},
): SettingNotes {
  return { variable, description, ...more };
}
