import type { Row } from '../files/index.ts';
import { classKey, EngineError, type Issue, issue, shown, type Tx } from '../platform/index.ts';
import { type ClassRow, classLimit, joinClasses, keepClasses, type Project } from '../projects/index.ts';
import { createContradictionWatch } from './contradiction-watch.ts';
import * as documents from './document-store.ts';
import type { ImportDeps } from './import-deps.ts';
import { suspectLabels } from './suspect-labels.ts';

/** What became of the good rows of an import. */
interface RowCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly skipped: number;
  /** Rows that say "none of the classes". */
  readonly reviewedWithNoClass: number;
}

interface RowWriter {
  /** Writes rows. Answers their names. */
  write(rows: readonly Row[]): Promise<readonly string[]>;
  readonly counts: RowCounts;
  /** What is to be said about the labels of all rows. */
  warnings(): readonly Issue[];
}

interface WriteRules {
  readonly actor: string;
  readonly now: Date;
  /** What becomes of a row whose id a document of the project has. */
  readonly existing: 'replace' | 'skip' | 'fail';
}

/**
 * Writes rows into a project that the transaction has opened for an import. A class that another spelling of a name means is taken for
 * it; classes that are not there are added.
 */
export async function createRowWriter(
  { given, limits }: ImportDeps,
  tx: Tx,
  project: Project,
  { existing, ...by }: WriteRules,
): Promise<RowWriter> {
  const labels = await createLabelBook({ given }, tx, project);
  const contradictions = createContradictionWatch();
  const lastBefore = await documents.lastRowNumber(tx, project.id);
  let lastNumber = lastBefore;
  const before = await documents.count(tx, project.id);
  const counts = { added: 0, changed: 0, unchanged: 0, skipped: 0, reviewedWithNoClass: 0 };

  /**
   * Keeps made names apart from ids that look like them, as an export has them. A document of this import whose made name is
   * the id of a later row gets the next number.
   */
  async function makeWay(rows: readonly Row[]): Promise<void> {
    const own = rows.flatMap(({ name }) => numberOf(name) ?? []);
    const taken = own.filter((number) => number > lastBefore && number <= lastNumber);
    lastNumber = own.reduce((last, number) => Math.max(last, number), lastNumber);
    for (const number of taken) {
      if (await documents.rename(tx, project.id, rowName(number), rowName(lastNumber + 1))) lastNumber += 1;
    }
  }

  /** Those of the rows that are to be written, with the counts of the others. */
  async function select(rows: readonly Row[]): Promise<readonly Row[]> {
    const names = before === 0 ? [] : rows.flatMap(({ name }) => name ?? []);
    if (names.length === 0) return rows;
    const there = await documents.findMany(tx, project.id, names);
    if (existing === 'fail' && there.size > 0) {
      const [documentName = ''] = there.keys();
      const row = rows.at(-1)?.number ?? 0;
      throw new EngineError('import/document-exists', {
        count: there.size,
        documentName: documentName.slice(0, 200),
        row,
      });
    }
    return rows.filter((row) => {
      const document = row.name === undefined ? undefined : there.get(row.name);
      if (document === undefined) return true;
      const outcome = existing === 'skip' ? 'skipped' : isSame(row, document) ? 'unchanged' : 'changed';
      counts[outcome] += 1;
      return outcome === 'changed';
    });
  }

  return {
    write: async (rows) => {
      await labels.add(rows);
      await makeWay(rows);
      const named = rows.map((row) => ({ ...row, name: row.name ?? rowName(++lastNumber) }));
      for (const { name, text, labels: names } of named) {
        if (names !== undefined) contradictions.add({ name, text, classIds: labels.idsOf(names) });
      }
      counts.reviewedWithNoClass += rows.filter(({ labels: names }) => names?.length === 0).length;
      const writes = (await select(named)).map(({ name = '', text, language, dataset, replaced, labels: names }) => ({
        id: given.newId(),
        name,
        text,
        language,
        dataset,
        replaced,
        classIds: labels.idsOf(names ?? []),
        reviewed: names !== undefined,
      }));
      counts.added += await documents.put(tx, project.id, writes, by);
      const count = before + counts.added;
      if (count > limits.documents) throw new EngineError('document/limit', { limit: limits.documents, count });
      return named.map(({ name }) => name);
    },
    counts,
    warnings: () => [...labels.warnings(), ...[contradictions.warning() ?? []].flat()],
  };

  function isSame({ text, language, dataset, labels: names }: Row, document: documents.StoredDocument): boolean {
    if (text !== document.text || language !== document.language || dataset !== document.dataset) return false;
    // A document that a labels file lists twice is cleared of that by being written.
    if (document.listedTwice || document.reviewed !== (names?.length === 0)) return false;
    const ids = labels.idsOf(names ?? []);
    return ids.length === document.classIds.length && ids.every((id) => document.classIds.includes(id));
  }
}

interface LabelBook {
  /** Adds the classes of these rows that the project has not. */
  add(rows: readonly Row[]): Promise<void>;
  idsOf(names: readonly string[]): readonly string[];
  warnings(): readonly Issue[];
}

// From so many rows on, labels of which nine in ten differ are more likely texts or ids.
const enoughRows = 20;
const nearlyAll = 0.9;

async function createLabelBook({ given }: Pick<ImportDeps, 'given'>, tx: Tx, project: Project): Promise<LabelBook> {
  let known: readonly ClassRow[] = await keepClasses(tx, project.id);
  // By exact name first: a project may have two spellings of one name since before they were compared.
  const idOf = new Map<string, string>();
  const byKey = new Map<string, ClassRow>();
  const learn = (rows: readonly ClassRow[]): void => {
    for (const row of rows) {
      idOf.set(row.name, row.id);
      const key = classKey(row.name);
      if (!byKey.has(key)) byKey.set(key, row);
    }
  };
  learn(known);
  const seen = new Set<string>();
  let labelledRows = 0;
  let added = 0;
  let respelt = 0;
  let example: Issue['parameters'] | undefined;

  return {
    add: async (rows) => {
      const unknown = new Map<string, string>();
      for (const { labels = [] } of rows) {
        if (labels.length > 0) labelledRows += 1;
        for (const name of labels) {
          seen.add(name);
          if (idOf.has(name)) continue;
          const key = classKey(name);
          const first = byKey.get(key)?.name ?? unknown.get(key);
          if (first === undefined) unknown.set(key, name);
          else if (first !== name) {
            respelt += 1;
            example ??= { value: shown(name), className: first };
          }
        }
      }
      if (unknown.size === 0) return;
      added += unknown.size;
      if (added > classLimit) throw new EngineError('import/classes-too-many', { count: added, limit: classLimit });
      known = await joinClasses(tx, given, project.id, known, [...unknown.values()]);
      learn(known);
    },
    idsOf: (names) => names.flatMap((name) => idOf.get(name) ?? byKey.get(classKey(name))?.id ?? []),
    warnings: () => {
      const warnings: Issue[] = [];
      if (labelledRows >= enoughRows && seen.size >= labelledRows * nearlyAll) {
        warnings.push(issue('import/labels-differ', { rows: labelledRows, count: seen.size }));
      }
      if (example !== undefined) warnings.push(issue('import/spellings-joined', { count: respelt, ...example }));
      const suspects = suspectLabels([...seen], (name) => byKey.has(classKey(name)), project.kind);
      return [...warnings, ...suspects];
    },
  };
}

function numberOf(name: string | undefined): number | undefined {
  return name !== undefined && documents.madeName.test(name) ? Number(name.slice('row-'.length)) : undefined;
}

function rowName(number: number): string {
  return `row-${String(number).padStart(6, '0')}`;
}
