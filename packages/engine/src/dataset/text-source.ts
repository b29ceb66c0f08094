import type { ContainerService, TextProblem } from '../containers/index.ts';
import { documentTextElements, type LabelsFileDocument } from '../files/index.ts';
import { type Issue, issue, type Result, shown, type Tx } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';
import * as documents from './document-store.ts';

/** A document's text with the name that it has where it lies, or why there is none. */
type SourceText = Result<documents.StoredText>;

type Listed = Pick<LabelsFileDocument, 'at' | 'location'>;

/** Where the texts of a labels file's documents come from. */
export interface TextSource {
  /** In the order of the documents. */
  read(listed: readonly Listed[]): Promise<readonly SourceText[]>;
}

// How many files are read at a time. libuv reads on four threads, so a larger number is no faster.
const together = 16;

/** Reads from the project's folder container, or for the built-in container from the project's own documents. */
export function createTextSource(containers: ContainerService, tx: Tx, project: Project): TextSource {
  const { container } = project;
  if (container === '') {
    return {
      read: async (listed) => {
        const locations = listed.map(({ location }) => location);
        const texts = await documents.texts(tx, project.id, locations);
        return locations.map((location): SourceText => {
          const found = texts.get(location);
          if (found !== undefined) return { ok: true, value: found };
          return { ok: false, issue: issue('import/text-not-uploaded', { location }) };
        });
      },
    };
  }
  const reader = containers.reader(container);
  const readOne = async (listed: Listed): Promise<SourceText> => {
    const read = await reader.read(listed.location);
    if (!read.ok) return { ok: false, issue: problemIssue(read, listed, container) };
    const { location: name, text, replacedCharacters: replaced } = read;
    return { ok: true, value: { name, text, replaced } };
  };
  return {
    read: async (listed) => {
      const results: SourceText[] = [];
      for (let from = 0; from < listed.length; from += together) {
        results.push(...(await Promise.all(listed.slice(from, from + together).map(readOne))));
      }
      return results;
    },
  };
}

function problemIssue(read: TextProblem, { at, location }: Listed, container: string): Issue {
  const wrong = (rule: string) => issue('input/invalid', { field: `${at}.location`, rule, value: shown(location) });
  switch (read.problem) {
    case 'missing':
      return issue('import/document-missing', { location, container });
    case 'empty':
      return issue('import/document-empty', { location });
    case 'undecodable':
      return issue('import/document-undecodable', { location, problem: read.advice });
    case 'outside':
      return issue('container/location-outside', { location });
    case 'not-relative':
      return wrong(
        'must be the name of the file within its container: with "/" between folders, and without a scheme, a "/" before it, "./" or "../"',
      );
    case 'link':
      return wrong('must not be a symbolic link, nor lie behind one');
    case 'too-long':
      return issue('import/document-too-long', {
        location,
        length: read.length ?? `far more than ${documentTextElements}`,
        limit: documentTextElements,
      });
  }
}
