// Our own classifier as one of the peers: `taxon-peer.ts <sparse|static|auto|minilm> <fit|predict>
// <job.json> <answer.json>`.
// `static` is what the product does without a search: the built-in encoder for the project's languages, if there is
// one. `auto` is the product after its search for settings.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import {
  classify,
  type Encoder,
  encoderForLanguages,
  type Model,
  openEncoder,
  openModel,
  trainMultiLabel,
  trainSingleLabel,
} from '@taxon/classifier';
import { embedByMiniLm } from './minilm.ts';
import { cpuSeconds, type PeerJob, type PeerRun, readLines, runPeer, writeScores } from './peer-io.ts';

const variant = process.argv[2];
const classifierFolder = new URL('../../../packages/classifier/', import.meta.url);
const opened = new Map<string, Encoder>();

/**
 * The encoder for the languages of the run. It is read once in a process, outside of the measured time, as a server
 * does. The vectors of the network are made within the measured time.
 */
async function encoderOf(run: PeerRun, texts: readonly string[]): Promise<Encoder | undefined> {
  if (variant === 'minilm') return embedByMiniLm(texts);
  const name = variant === 'sparse' ? undefined : encoderForLanguages(run.projectLanguages);
  if (name === undefined) return undefined;
  const encoder = opened.get(name) ?? openEncoder(readFileSync(new URL(`assets/${name}.bin`, classifierFolder)));
  opened.set(name, encoder);
  return encoder;
}

async function fit(run: PeerRun, { kind, classes }: PeerJob) {
  const documents = readLines(run.train);
  const begun = cpuSeconds();
  const encoder = await encoderOf(
    run,
    documents.map(({ text }) => text),
  );
  const embedCpu = variant === 'minilm' ? cpuSeconds() - begun : 0;
  const train = kind === 'single' ? trainSingleLabel : trainMultiLabel;
  const start = cpuSeconds();
  let extracted = start;
  const passes: number[] = [];
  const onProgress = (fraction: number) => {
    if (fraction <= 0.15) extracted = cpuSeconds();
    else if (fraction < 1) passes.push(cpuSeconds());
  };
  const { bytes, report } = train(
    { classes, documents },
    {
      seed: 1,
      onProgress,
      search: variant === 'auto' ? 'auto' : 'none',
      ...(encoder === undefined ? {} : { encoder }),
    },
  );
  const cpu = cpuSeconds() - start + embedCpu;
  writeFileSync(run.model, bytes);
  const use = report.encoder;
  const adopted = report.search?.steps.filter((step) => step.adopted) ?? [];
  const facts = {
    ...(use === undefined ? {} : { encoder: use.id, encoderUsed: use.used }),
    ...(adopted.length === 0
      ? {}
      : {
          adopted: adopted
            .map(
              ({ loss, cost, classWeights, denseScale }) =>
                `${loss} C=${cost} ${classWeights} dense ${denseScale ?? 0}`,
            )
            .join(', then '),
        }),
  };
  // The time of learning alone: from the end of the last pass of the fit before (the folds come first) to the end of
  // the last pass of the final fit. It contains the time between the two fits, so it is an upper bound.
  const before = passes[passes.length - report.epochs - 1] ?? extracted;
  const learnCpu = (passes.at(-1) ?? extracted) - before;
  return { cpu, extractCpu: extracted - start + embedCpu, learnCpu, modelBytes: statSync(run.model).size, facts };
}

function predictOne(model: Model, texts: readonly string[], scoresFile: string): number {
  const width = model.classes.length;
  const scores = new Float32Array(texts.length * width);
  const predicted = new Uint8Array(texts.length * width);
  const topScores = new Float32Array(texts.length);
  const start = cpuSeconds();
  for (const [row, prediction] of classify(model, texts).entries()) {
    scores.set(prediction.scores, row * width);
    topScores[row] = prediction.topScore;
    for (const c of prediction.predicted) predicted[row * width + c] = 1;
  }
  const cpu = cpuSeconds() - start;
  writeScores(scoresFile, scores);
  writeScores(`${scoresFile}.top`, topScores);
  if (model.kind === 'multi') writeScores(`${scoresFile}.predicted`, predicted);
  return cpu;
}

async function predict(run: PeerRun) {
  const tests: { cpu: number }[] = [];
  for (const test of run.tests) {
    const texts = readLines(test.texts).map(({ text }) => text);
    const start = cpuSeconds();
    const encoder = await encoderOf(run, texts);
    const embedCpu = variant === 'minilm' ? cpuSeconds() - start : 0;
    const model = openModel(readFileSync(run.model), encoder === undefined ? {} : { encoders: [encoder] });
    tests.push({ cpu: predictOne(model, texts, test.scores) + embedCpu });
  }
  return { tests };
}

const { version } = JSON.parse(readFileSync(new URL('package.json', classifierFolder), 'utf8')) as { version: string };
await runPeer({ Taxon: version }, { fit, predict });
