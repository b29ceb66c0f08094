import type { ContainerService, TextRead } from '../containers/index.ts';
import { documentTextElements } from '../files/index.ts';
import { type Issue, issue, type Result, type Tx } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';
import * as documents from './document-store.ts';

/** A document's text, or why there is none. */
type SourceText = Result<{ readonly text: string; readonly replaced: boolean }>;

/** Where the documents of a labels file come from. */
export interface TextSource {
  /** In the order of the locations. */
  read(locations: readonly string[]): Promise<readonly SourceText[]>;
}

// How many files are read at a time. libuv reads on four threads, so a larger number is no faster.
const together = 16;

/** Reads from the project's folder container, or for the built-in container from the project's own documents. */
export function createTextSource(containers: ContainerService, tx: Tx, project: Project): TextSource {
  const { container } = project;
  if (container === '') {
    return {
      read: async (locations) => {
        const texts = await documents.texts(tx, project.id, locations);
        return locations.map((location): SourceText => {
          const found = texts.get(location);
          if (found !== undefined) return { ok: true, value: found };
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
    if (read.ok) return { ok: true, value: { text: read.text, replaced: read.replacedCharacters } };
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
