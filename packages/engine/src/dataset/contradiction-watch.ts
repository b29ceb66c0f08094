import { createTextKeys } from '@taxon/classifier';
import { type Issue, issue, shown } from '../platform/index.ts';

interface LabelledText {
  readonly name: string;
  readonly text: string;
  /** None: the document says "none of the classes". */
  readonly classIds: readonly string[];
}

/** Finds texts that stand under different labels in one import. */
export interface ContradictionWatch {
  /** Call it for documents that say something about their labels. */
  add(document: LabelledText): void;
  /** The documents whose text a document before or behind them has under other labels; undefined: there are none. */
  warning(): Issue | undefined;
}

interface Seen {
  readonly name: string;
  readonly labels: string;
  contradicted: boolean;
}

const mostNamed = 10;

/** Copies are told by their normal form (`normalForm`). Of each different text it keeps a number, a name and the labels. */
export function createContradictionWatch(): ContradictionWatch {
  const keys = createTextKeys();
  const firsts = new Map<number, Seen>();
  const named: string[] = [];
  let count = 0;
  const note = (name: string) => {
    count++;
    if (named.length < mostNamed) named.push(name);
  };
  return {
    add({ name, text, classIds }) {
      const key = keys.keyOf(text);
      const labels = [...classIds].sort().join(' ');
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, { name, labels, contradicted: false });
      else if (first.name !== name && (first.contradicted || first.labels !== labels)) {
        if (!first.contradicted) note(first.name);
        first.contradicted = true;
        note(name);
      }
    },
    warning() {
      if (count === 0) return undefined;
      const more = count > named.length ? ` and ${count - named.length} more` : '';
      return issue('import/contradicting-copies', { count, names: `${named.map(shown).join(', ')}${more}` });
    },
  };
}
