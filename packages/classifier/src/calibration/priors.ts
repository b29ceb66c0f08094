import type { DualLoss } from '../linear/dual-problem.ts';
import type { Platt } from './platt.ts';
import type { TemperaturePrior } from './temperature.ts';

/**
 * Where calibration starts, and stays when there are few documents: what the data sets at hand gave on average.
 * Regularised scores are under-confident, so temperatures lie below 1 and slopes above 1; hinge scores live on −1…1.
 */
export const CALIBRATION_PRIORS: Readonly<Record<DualLoss, TemperaturePrior & Platt>> = {
  softmax: { temperature: 0.42, slope: 1.5, offset: 1 },
  logistic: { temperature: 0.5, slope: 1.3, offset: 1.5 },
  'squared-hinge': { temperature: 0.22, slope: 6, offset: 1.5 },
};
