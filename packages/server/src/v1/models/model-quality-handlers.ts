import type { V1Endpoints } from '@taxon/contract';
import type { Handlers } from '../../http/call.ts';
import {
  toModelCalibrationView,
  toModelCardView,
  toModelReportView,
  toModelThresholdsView,
} from './model-quality-wire.ts';

/** What is frozen with a model. */
export const modelQualityHandlers = {
  getModelReport: async ({ engine, actor, params: { project, model } }) =>
    toModelReportView(await engine.models.describe(actor, project, model)),

  getModelCalibration: async ({ engine, actor, params: { project, model } }) =>
    toModelCalibrationView(await engine.models.describe(actor, project, model)),

  getModelThresholds: async ({ engine, actor, params: { project, model } }) =>
    toModelThresholdsView(await engine.models.describe(actor, project, model)),

  getModelCard: async ({ engine, actor, params: { project, model }, prefersText }) =>
    prefersText
      ? engine.models.cardMarkdown(actor, project, model)
      : toModelCardView(await engine.models.describe(actor, project, model)),
} as const satisfies Partial<Handlers<V1Endpoints>>;
