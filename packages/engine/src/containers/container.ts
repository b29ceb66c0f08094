/** One text read from a container, or the reason why not. A bad file never stops the others. */
export type TextRead =
  | {
      readonly ok: true;
      /** The name that the file has in the container, which may be another Unicode form of the name asked for. */
      readonly location: string;
      readonly text: string;
      readonly replacedCharacters: boolean;
    }
  | TextProblem;

export type TextProblem =
  /** `missing`: there is no such file. `empty`: it holds white space at most. `link`: it is a symlink, or behind one. */
  | { readonly ok: false; readonly problem: 'missing' | 'empty' | 'link' }
  /** `outside`: the location leads out of the container. `not-relative`: it is not spelled as a name within one. */
  | { readonly ok: false; readonly problem: 'outside' | 'not-relative' }
  /** `advice`: why the bytes are no text, as a part of a sentence. */
  | { readonly ok: false; readonly problem: 'undecodable'; readonly advice: string }
  /** `length` in text elements; undefined when the text is so long that they were not counted. */
  | { readonly ok: false; readonly problem: 'too-long'; readonly length?: number };

/** Reads the files of one container. Keeps the listings of folders that it needed, so make one for each import. */
export interface ContainerReader {
  /**
   * Reads one file as UTF-8 (BOM tolerated). A location names the file within the container, with "/" between folders. A
   * file that has the name in another Unicode form (NFC, NFD) is found when none has it as it is spelled. Symlinks are not
   * followed. Longer than 128,000 text elements is 'too-long'.
   */
  read(location: string): Promise<TextRead>;
}

export interface ContainerService {
  /** Whether the folder container exists here; `host` names the machine in errors. */
  exists(container: string): Promise<boolean>;
  /** Throws nothing for a container that is not there: every file of it is missing. */
  reader(container: string): ContainerReader;
}
