import type { V1Handlers } from '../v1-call.ts';
import {
  toModelCalibrationView,
  toModelCardView,
  toModelReportView,
  toModelThresholdsView,
} from './model-quality-wire.ts';

/** What is frozen with a model. */
export const modelQualityHandlers = {
  getModelReport: async ({ engine, params: { project, model } }) =>
    toModelReportView(await engine.models.describe(project, model)),

  getModelCalibration: async ({ engine, params: { project, model } }) =>
    toModelCalibrationView(await engine.models.describe(project, model)),

  getModelThresholds: async ({ engine, params: { project, model } }) =>
    toModelThresholdsView(await engine.models.describe(project, model)),

  getModelCard: async ({ engine, params: { project, model }, prefersText }) =>
    prefersText
      ? engine.models.cardMarkdown(project, model)
      : toModelCardView(await engine.models.describe(project, model)),
} as const satisfies Partial<V1Handlers>;
