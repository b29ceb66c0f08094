import type { Model } from '../model/model.ts';
import type { TrainReport } from '../model/train-report.ts';

/** What the model card is made of. An opened `Model` has it all. */
export type CardSource = Pick<Model, 'kind' | 'classes' | 'thresholds' | 'answersAtLeastOne' | 'card'>;

/** What no model of this package can do, in sentences for the model card. */
export const modelLimitations: readonly string[] = [
  'Knows only its own classes: a text about something else gets one of them, unless out-of-scope answers are switched on.',
  'Reads the first 20,000 characters of a text. Word order counts for neighbouring words only; irony and negation over a distance are not understood.',
  'Scores are probabilities for texts like those it learned from; for other texts they can be too high.',
];

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** Escapes a text for a cell of a Markdown table, so that it appears as it is. */
function cell(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!~&]/g, (c) => `\\${c}`).replace(/\s+/g, ' ');
}

function metrics({ card }: CardSource): string[] {
  const { crossValidation: cv } = card;
  if (cv === undefined) return ['No documents could be held out, so nothing is known about its quality.'];
  const line = (name: string, value: number, { low, high }: { low: number; high: number }) =>
    `| ${name} | ${percent(value)} | ${percent(low)} – ${percent(high)} |`;
  return [
    `Cross-validated: ${cv.folds} folds over ${cv.documents} documents, by the hash of their ids; copies of a text are in one fold.`,
    '',
    '| metric | value | 95 % interval |',
    '| --- | --- | --- |',
    line('micro F1', cv.microF1, cv.intervals.microF1),
    line('macro F1', cv.macroF1, cv.intervals.macroF1),
    `| expected calibration error | ${percent(cv.reliability.expectedCalibrationError)} | |`,
  ];
}

function classTable({ kind, classes, thresholds, card }: CardSource): string[] {
  const head = ['class', 'documents', 'precision', 'recall', 'F1', 'calibration error'];
  const columns = kind === 'multi' ? [...head, 'threshold'] : head;
  const rows = classes.map((name, c) => {
    const held = card.crossValidation?.classes[c];
    const error = card.crossValidation?.classCalibrationErrors[c];
    const shares = [held?.precision, held?.recall, held?.f1, error];
    const cells = [
      cell(name),
      `${card.classDocuments[c] ?? 0}`,
      ...shares.map((x) => (x === undefined ? '–' : percent(x))),
    ];
    return `| ${[...cells, ...(kind === 'multi' ? [`${thresholds[c] ?? ''}`] : [])].join(' | ')} |`;
  });
  return [`| ${columns.join(' | ')} |`, `|${' --- |'.repeat(columns.length)}`, ...rows];
}

function encoderLine({ encoder }: TrainReport): string {
  if (encoder === undefined) return 'none';
  const { id, licence, scale, used, evidence } = encoder;
  const why =
    evidence === undefined
      ? 'too few documents to test it'
      : `${evidence.moreMistakes <= 0 ? 'saves' : 'costs'} ${Math.abs(evidence.moreMistakes).toFixed(4)} ± ${evidence.standardError.toFixed(4)} mistakes per document`;
  return `${id} (${licence}), ${used ? `used at scale ${scale}` : 'not used'}: ${why}`;
}

function calibrationLine({ calibration }: TrainReport): string {
  if (calibration.method === 'temperature') {
    const { temperature, offsets } = calibration;
    return `temperature ${temperature.toFixed(4)}${offsets === undefined ? '' : ' and an offset for each class'}`;
  }
  const { slope, offset, classes, anyClass, oneClass } = calibration;
  const lines = classes === undefined ? 'one line' : 'a line for each class, on average';
  const given = oneClass ? ', divided by their sum' : anyClass ? ', given that a text has any class' : '';
  return `Platt, ${lines} slope ${slope.toFixed(4)}, offset ${offset.toFixed(4)}${given}`;
}

function copyFacts({ documents, copies }: TrainReport): [string, string][] {
  if (copies === undefined) return [];
  const { texts, groups, contradictingTexts, contradictingDocuments } = copies;
  const contradicting =
    contradictingTexts === 0
      ? 'none under different labels'
      : `${contradictingTexts} of them under different labels (${contradictingDocuments} documents)`;
  return [
    ['different texts', `${texts}, ${contradicting}`],
    ['copies', `${documents - groups} documents repeat another, near-copies included`],
  ];
}

function facts({ kind, classes, answersAtLeastOne, card }: CardSource): string[] {
  const { settings } = card;
  const rows: [string, string][] = [
    ['task', kind === 'single' ? 'single-label' : `multi-label${answersAtLeastOne ? ', at least one class' : ''}`],
    ['classes', `${classes.length}`],
    ['documents', `${card.documents}, of which ${card.truncatedDocuments} were read to 20,000 characters only`],
    ...copyFacts(card),
    ['data digest (SHA-256)', card.dataDigest],
    ['features', `${card.features}`],
    ['settings', `loss ${settings.loss}, cost ${settings.cost}, class weights ${settings.classWeights}`],
    ['seed', `${card.seed}`],
    ['passes', `${card.epochs}`],
    ['calibration', calibrationLine(card)],
    ['encoder', encoderLine(card)],
  ];
  return ['| | |', '| --- | --- |', ...rows.map(([name, value]) => `| ${name} | ${cell(value)} |`)];
}

/** The model card as Markdown: what the model learned from, how good it is, how far its scores can be trusted, its limits. */
export function modelCardMarkdown(source: CardSource): string {
  return [
    '# Model card',
    '',
    ...facts(source),
    '',
    '## Quality',
    '',
    ...metrics(source),
    '',
    '## Classes',
    '',
    ...classTable(source),
    '',
    '## Limits',
    '',
    ...modelLimitations.map((line) => `- ${line}`),
    '',
  ].join('\n');
}
