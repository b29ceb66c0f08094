import type { Dataset, LabelsFileDocument } from '../files/index.ts';
import { EngineError, type Given, type Issue, issue, type Tx } from '../platform/index.ts';
import type { Project } from '../projects/index.ts';
import { createContradictionWatch } from './contradiction-watch.ts';
import * as documents from './document-store.ts';
import type { IssueList } from './issue-list.ts';
import type { LabelsFileClasses } from './labels-file-classes.ts';
import type { TextSource } from './text-source.ts';

interface WriterSetup {
  readonly project: Project;
  readonly classes: LabelsFileClasses;
  readonly by: { readonly actor: string; readonly now: Date };
  readonly source: TextSource;
  readonly errors: IssueList;
  readonly warnings: IssueList;
}

/** Writes the documents of one labels file. */
export interface LabelsFileWriter {
  write(listed: readonly LabelsFileDocument[], signal: AbortSignal): Promise<void>;
  readonly imported: number;
  /** Of these, how many have none of the classes. */
  readonly reviewedWithNoClass: number;
  /** Marks what the file lists twice, and warns of texts under different labels. Call it when all documents are written. */
  end(): Promise<void>;
}

// How many texts are in memory at a time. Each has at most 128,000 text elements.
const chunk = 100;

/** Names and leaves out each document that has no text, has an unknown class, or is listed before. */
export function createLabelsFileWriter(
  tx: Tx,
  given: Pick<Given, 'newId'>,
  { project, classes, by, source, errors, warnings }: WriterSetup,
): LabelsFileWriter {
  const seen = createSeen();
  const contradictions = createContradictionWatch();
  let imported = 0;
  let reviewedWithNoClass = 0;

  function toWrite(document: LabelsFileDocument, stored: documents.StoredText): readonly documents.DocumentWrite[] {
    const { location, language, dataset, labels } = document;
    const { name, text, replaced } = stored;
    // The file of an earlier document, perhaps, in another Unicode form.
    const again = name === location ? undefined : seen.again(name, document);
    seen.isStoredAs(location, name);
    if (again !== undefined) {
      errors.add(again);
      return [];
    }
    if (replaced) warnings.add(issue('import/characters-replaced', { location }));
    const classIds = [...new Set((labels ?? []).flatMap((label) => classes.idOf(label) ?? []))];
    return [{ id: given.newId(), name, text, language, dataset, replaced, classIds, reviewed: labels !== undefined }];
  }

  async function writeChunk(listed: readonly LabelsFileDocument[]): Promise<void> {
    const wanted = listed.filter((document) => {
      const problem = seen.again(document.location, document) ?? unknownClass(document, classes);
      if (problem !== undefined) errors.add(problem);
      return problem === undefined;
    });
    const found = await source.read(wanted);
    const writes = wanted.flatMap((document, i) => {
      const read = found[i];
      if (read?.ok === true) return toWrite(document, read.value);
      if (read !== undefined) errors.add(read.issue);
      return [];
    });
    for (const write of writes) if (write.reviewed) contradictions.add(write);
    await documents.put(tx, project.id, writes, by);
    imported += writes.length;
    reviewedWithNoClass += writes.filter(({ reviewed, classIds }) => reviewed && classIds.length === 0).length;
  }

  return {
    write: async (listed, signal) => {
      for (let from = 0; from < listed.length; from += chunk) {
        signal.throwIfAborted();
        await writeChunk(listed.slice(from, from + chunk));
      }
    },
    get imported() {
      return imported;
    },
    get reviewedWithNoClass() {
      return reviewedWithNoClass;
    },
    end: async () => {
      const warning = contradictions.warning();
      if (warning !== undefined) warnings.add(warning);
      await documents.markListedTwice(tx, project.id, seen.twiceInOneDataset);
    },
  };
}

const words = { train: 'Train', test: 'Test' } as const;

/** What of a file was listed before. */
function createSeen() {
  const datasets = new Map<string, Dataset>();
  const twice = new Set<string>();
  const storedNames = new Map<string, string>();
  return {
    /** A document has another name where it lies. */
    isStoredAs(location: string, name: string): void {
      if (name !== location) storedNames.set(location, name);
    },
    /** Answers what is wrong when the name was there before; else remembers it. A document without a dataset is in train. */
    again(name: string, { location, dataset = 'train' }: LabelsFileDocument): Issue | undefined {
      const first = datasets.get(name);
      if (first === undefined) {
        datasets.set(name, dataset);
        return undefined;
      }
      if (first !== dataset) {
        const parameters = { location, first: words[first], second: words[dataset] };
        return issue('import/document-listed-again', parameters);
      }
      twice.add(name);
      return issue('import/document-duplicate', { location, dataset: words[dataset] });
    },
    get twiceInOneDataset(): readonly string[] {
      return [...new Set([...twice].map((name) => storedNames.get(name) ?? name))];
    },
  };
}

function unknownClass({ location, labels = [] }: LabelsFileDocument, classes: LabelsFileClasses): Issue | undefined {
  const className = labels.find((name) => !classes.has(name))?.slice(0, 200);
  if (className === undefined) return undefined;
  if (classes.size > 0) return issue('import/class-unknown', { location, className });
  // One cause, not as many as there are documents.
  const problem = `field "assets.classes": must list the classes of the documents, such as "${className}"`;
  throw new EngineError('import/file-invalid', { problem });
}
