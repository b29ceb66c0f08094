import { type PlattLines, plattProbabilities } from './platt.ts';
import { roundProbability } from './round-probability.ts';
import { softmax } from './temperature.ts';

/** How raw scores become probabilities: a softmax, or a line a class (`PlattLines`). */
export type Calibration =
  | {
      readonly method: 'temperature';
      readonly temperature: number;
      /** By class index, added to score / temperature; absent: nothing is. */
      readonly offsets?: readonly number[];
    }
  | ({ readonly method: 'platt' } & PlattLines);

/** Calibrated and rounded probabilities of raw scores, written into `target`. */
export function calibrate(calibration: Calibration, raw: ArrayLike<number>, target: Float64Array): void {
  if (calibration.method === 'temperature') softmax(raw, calibration.temperature, target, calibration.offsets);
  else plattProbabilities(calibration, raw, target);
  for (let c = 0; c < target.length; c++) target[c] = roundProbability(target[c] as number);
}
