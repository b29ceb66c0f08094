// natural's Bayes classifier as a peer, with its own settings. Its logistic regression is not used: it keeps a dense
// matrix of all documents and words and exceeds the time limit on every full set.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { cpuSeconds, loadPeer, readLines, runPeer, versionOf, writeScores } from './peer-io.ts';

const { BayesClassifier } = loadPeer('natural');

function fit(run) {
  const documents = readLines(run.train);
  const start = cpuSeconds();
  const bayes = new BayesClassifier();
  for (const { text, labels } of documents) bayes.addDocument(text, `c${labels[0]}`);
  bayes.train();
  const cpu = cpuSeconds() - start;
  writeFileSync(run.model, JSON.stringify(bayes));
  return { cpu, modelBytes: statSync(run.model).size };
}

function predict(run, { classes }) {
  const bayes = BayesClassifier.restore(JSON.parse(readFileSync(run.model, 'utf8')));
  const tests = [];
  for (const test of run.tests) {
    const documents = readLines(test.texts);
    const scores = new Float32Array(documents.length * classes.length);
    const start = cpuSeconds();
    for (const [row, { text }] of documents.entries()) {
      const found = bayes.getClassifications(text);
      // The scores are products of probabilities, so only their ratios have a meaning. For long texts all underflow to
      // 0.
      const sum = found.reduce((total, { value }) => total + value, 0);
      for (const { label, value } of found) {
        scores[row * classes.length + Number(label.slice(1))] = sum > 0 ? value / sum : 0;
      }
    }
    tests.push({ cpu: cpuSeconds() - start });
    writeScores(test.scores, scores);
  }
  return { tests };
}

await runPeer({ natural: versionOf('natural') }, { fit, predict });
