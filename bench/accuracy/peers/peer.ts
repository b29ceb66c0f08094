import { join } from 'node:path';
import { peersFolder, pythonOfPeers } from '../set-up.ts';
import type { Task } from '../tasks/task.ts';

/** One classifier of the comparison. It is a program that takes `fit|predict <job.json> <answer.json>`. */
export interface Peer {
  readonly name: string;
  readonly title: string;
  /** Title where there is little room. */
  readonly short: string;
  readonly needs: 'nothing' | 'python' | 'npm' | 'npm and python';
  readonly command: readonly string[];
  /** Why it does not take part in a task. Undefined when it does. */
  readonly declines: (task: Task) => string | undefined;
}

const takesAll = () => undefined;
const node = (file: string, ...more: string[]) => [process.execPath, join(peersFolder, file), ...more];
const python = (file: string, ...more: string[]) => [pythonOfPeers, join(peersFolder, file), ...more];
const singleLabelOnly = (task: Task) => (task.kind === 'multi' ? 'single-label only' : undefined);
const englishOnly = (task: Task) => singleLabelOnly(task) ?? (task.language === 'en' ? undefined : 'English only');
const linear = 'words 1–2 + char_wb 3–4';

export const peers: readonly Peer[] = [
  {
    name: 'taxon-static',
    title: 'Taxon, built-in encoder',
    short: 'Taxon',
    needs: 'nothing',
    command: node('taxon-peer.ts', 'static'),
    declines: takesAll,
  },
  {
    name: 'taxon-sparse',
    title: 'Taxon, sparse alone',
    short: 'Taxon, sparse',
    needs: 'nothing',
    command: node('taxon-peer.ts', 'sparse'),
    declines: takesAll,
  },
  {
    name: 'taxon-auto',
    title: 'Taxon, settings searched',
    short: 'Taxon, searched',
    needs: 'nothing',
    command: node('taxon-peer.ts', 'auto'),
    declines: ({ group }) => (group === 'full' ? undefined : 'for full sets'),
  },
  {
    name: 'taxon-minilm',
    title: 'Taxon, all-MiniLM-L6-v2 (int8 ONNX)',
    short: 'Taxon, MiniLM',
    needs: 'npm and python',
    command: node('taxon-peer.ts', 'minilm'),
    declines: ({ name }) => (name.startsWith('banking77') ? undefined : 'a network: Banking77 only'),
  },
  {
    name: 'sklearn-lbfgs',
    title: `scikit-learn LogisticRegression lbfgs, ${linear}`,
    short: 'sklearn LogReg lbfgs',
    needs: 'python',
    command: python('sklearn-peer.py', 'lbfgs'),
    declines: takesAll,
  },
  {
    name: 'sklearn-liblinear',
    title: `scikit-learn OneVsRest(LogisticRegression liblinear), ${linear}`,
    short: 'sklearn LogReg liblinear',
    needs: 'python',
    command: python('sklearn-peer.py', 'liblinear'),
    declines: takesAll,
  },
  {
    name: 'sklearn-svc',
    title: `scikit-learn LinearSVC + sigmoids (multi-label: + thresholds), ${linear}`,
    short: 'sklearn LinearSVC',
    needs: 'python',
    command: python('sklearn-peer.py', 'svc'),
    declines: takesAll,
  },
  {
    name: 'fasttext',
    title: 'fastText',
    short: 'fastText',
    needs: 'python',
    command: python('fasttext-peer.py'),
    declines: takesAll,
  },
  {
    name: 'nlpjs',
    title: 'NLP.js',
    short: 'NLP.js',
    needs: 'npm',
    command: node('nlpjs-peer.mjs'),
    declines: singleLabelOnly,
  },
  {
    name: 'natural',
    title: 'natural (Bayes)',
    short: 'natural',
    needs: 'npm',
    command: node('natural-peer.mjs'),
    declines: englishOnly,
  },
];
