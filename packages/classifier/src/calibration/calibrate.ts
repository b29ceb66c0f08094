import { expEach, expRoom } from '../linear/exp-log.ts';
import type { Calibration } from '../training/train-report.ts';
import { roundProbability } from './round-probability.ts';
import { softmax } from './temperature.ts';

/** Calibrated and rounded probabilities of raw scores, written into `target`. */
export function calibrate(calibration: Calibration, raw: ArrayLike<number>, target: Float64Array): void {
  if (calibration.method === 'temperature') softmax(raw, calibration.temperature, target);
  else {
    const { slope, offset } = calibration;
    const room = expRoom(target.length);
    for (let c = 0; c < target.length; c++) {
      target[c] = slope * (raw[c] as number) + offset;
      // e^−|z|, so that nothing overflows.
      room[c] = -Math.abs(target[c] as number);
    }
    expEach(target.length);
    for (let c = 0; c < target.length; c++) {
      const e = room[c] as number;
      target[c] = (target[c] as number) >= 0 ? 1 / (1 + e) : e / (1 + e);
    }
  }
  for (let c = 0; c < target.length; c++) target[c] = roundProbability(target[c] as number);
}
