import type { ContainerService, TextRead } from '../containers/index.ts';
import { documentTextElements } from '../files/index.ts';
import { type Issue, issue, type Tx } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';
import * as documents from './document-store.ts';

/** A document's text, or why there is none. */
type SourceText =
  | { readonly ok: true; readonly text: string; readonly replaced: boolean }
  | { readonly ok: false; readonly issue: Issue };

/** Where the documents of a labels file come from. */
export interface TextSource {
  /** In the order of the locations. */
  read(locations: readonly string[]): Promise<readonly SourceText[]>;
}

// Files read at the same time; more does not help libuv's four threads.
const together = 16;

/** The project's folder container; for the built-in container the texts that were uploaded under these names. */
export function createTextSource(containers: ContainerService, tx: Tx, project: Project): TextSource {
  const { container } = project;
  if (container === '') {
    return {
      read: async (locations) => {
        const texts = await documents.texts(tx, project.id, locations);
        return locations.map((location): SourceText => {
          const found = texts.get(location);
          if (found !== undefined) return { ok: true, ...found };
          return { ok: false, issue: issue('import/document-missing', { location, container }) };
        });
      },
    };
  }
  return {
    read: async (locations) => {
      const results: SourceText[] = [];
      for (let from = 0; from < locations.length; from += together) {
        const part = locations.slice(from, from + together);
        const reading = part.map(async (location) => toSource(await containers.read(container, location), location));
        results.push(...(await Promise.all(reading)));
      }
      return results;
    },
  };

  function toSource(read: TextRead, location: string): SourceText {
    if (read.ok) return { ok: true, text: read.text, replaced: read.replacedCharacters };
    return { ok: false, issue: problemIssue(read, location) };
  }

  function problemIssue(read: Exclude<TextRead, { ok: true }>, location: string): Issue {
    switch (read.problem) {
      case 'missing':
        return issue('import/document-missing', { location, container });
      case 'empty':
        return issue('import/document-empty', { location });
      case 'undecodable':
        return issue('import/document-undecodable', { location });
      case 'outside':
        return issue('container/location-outside', { location });
      case 'too-long':
        return issue('import/document-too-long', {
          location,
          length: read.length ?? `far more than ${documentTextElements}`,
          limit: documentTextElements,
        });
    }
  }
}
