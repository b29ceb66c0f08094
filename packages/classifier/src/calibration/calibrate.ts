import { sigmoid } from '../linear/exp-log.ts';
import type { Calibration } from '../training/train-report.ts';
import { roundProbability } from './round-probability.ts';
import { softmax } from './temperature.ts';

/** Calibrated and rounded probabilities of raw scores, written into `target`. */
export function calibrate(calibration: Calibration, raw: ArrayLike<number>, target: Float64Array): void {
  if (calibration.method === 'temperature') softmax(raw, calibration.temperature, target);
  else {
    const { slope, offset } = calibration;
    for (let c = 0; c < target.length; c++) target[c] = sigmoid(slope * (raw[c] as number) + offset);
  }
  for (let c = 0; c < target.length; c++) target[c] = roundProbability(target[c] as number);
}
