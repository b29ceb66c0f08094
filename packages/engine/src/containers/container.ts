/** One text read from a container, or the reason why not. A bad file never stops the others. */
export type TextRead =
  | { readonly ok: true; readonly text: string; readonly replacedCharacters: boolean }
  | {
      readonly ok: false;
      readonly problem: 'missing' | 'empty' | 'undecodable' | 'too-long' | 'outside';
      /** Text elements of a text that is too long; undefined when it is so long that they were not counted. */
      readonly length?: number;
    };

export interface ContainerService {
  /** Whether the folder container exists here; `host` names the machine in errors. */
  exists(container: string): Promise<boolean>;
  /**
   * Reads one file as UTF-8 (BOM tolerated). The location stays inside the container after resolving; symlinks, absolute
   * paths, `..` and NUL are refused as 'outside'. Longer than 128,000 text elements is 'too-long'.
   */
  read(container: string, location: string): Promise<TextRead>;
}
