import { type PlattLines, plattProbabilities } from './platt.ts';
import { roundProbability } from './round-probability.ts';
import { softmax } from './temperature.ts';

/** How raw scores become probabilities: by a softmax, or by a line for each class (`PlattLines`). */
export type Calibration =
  | {
      readonly method: 'temperature';
      /** Scores are divided by it. Larger than 0. */
      readonly temperature: number;
      /** By class index: added to score / temperature. Absent: nothing is added. */
      readonly offsets?: readonly number[];
    }
  | ({ readonly method: 'platt' } & PlattLines);

/**
 * Writes the calibrated probabilities of raw scores, by class index, into `target`: 0…1, rounded to 6 decimals.
 */
export function calibrate(calibration: Calibration, raw: ArrayLike<number>, target: Float64Array): void {
  if (calibration.method === 'temperature') softmax(raw, calibration.temperature, target, calibration.offsets);
  else plattProbabilities(calibration, raw, target);
  for (let c = 0; c < target.length; c++) target[c] = roundProbability(target[c] as number);
}
