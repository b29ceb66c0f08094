// NLP.js as a peer, with its own settings: its classifier only (no entities, no sentiment), no "None" class, no log.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { shuffled } from '../tasks/draw.ts';
import { cpuSeconds, loadPeer, readLines, runPeer, versionOf, writeScores } from './peer-io.ts';

const { NlpManager } = loadPeer('node-nlp');
const languageOf = (language) => (language.startsWith('zh') ? 'zh' : language);
const manager = (language) =>
  new NlpManager({ languages: [language], autoSave: false, nlu: { useNoneFeature: false, log: false } });

async function fit(run) {
  const language = languageOf(run.language);
  // It learns in the given order. Some sets are sorted by class, so they are shuffled.
  const documents = shuffled(readLines(run.train), 1);
  const start = cpuSeconds();
  const nlp = manager(language);
  for (const { text, labels } of documents) nlp.addDocument(language, text, `c${labels[0]}`);
  await nlp.train();
  const cpu = cpuSeconds() - start;
  writeFileSync(run.model, nlp.export());
  return { cpu, modelBytes: statSync(run.model).size };
}

async function predict(run, { classes }) {
  const language = languageOf(run.language);
  const nlp = manager(language);
  nlp.import(readFileSync(run.model, 'utf8'));
  const tests = [];
  for (const test of run.tests) {
    const documents = readLines(test.texts);
    const scores = new Float32Array(documents.length * classes.length);
    const start = cpuSeconds();
    for (const [row, { text }] of documents.entries()) {
      const { classifications } = await nlp.nlp.classify(language, text);
      for (const { intent, score } of classifications) {
        if (intent !== 'None') scores[row * classes.length + Number(intent.slice(1))] = score;
      }
    }
    tests.push({ cpu: cpuSeconds() - start });
    writeScores(test.scores, scores);
  }
  return { tests };
}

await runPeer({ 'NLP.js': versionOf('node-nlp') }, { fit, predict });
