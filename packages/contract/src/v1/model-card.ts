import { type Static, Type } from 'typebox';
import { closed } from '../common/closed.ts';
import { ModelReportView } from './model-report.ts';
import { ModelThresholdsView } from './model-thresholds.ts';
import { onModel } from './names.ts';
import type { V1Endpoint } from './v1-endpoint.ts';

const share = Type.Number({ minimum: 0, maximum: 1 });

/** The model card as data. */
export const ModelCardView = closed(
  {
    report: ModelReportView,
    thresholds: ModelThresholdsView,
    calibrationError: closed(
      { test: Type.Union([share, Type.Null()]), crossValidation: Type.Union([share, Type.Null()]) },
      { title: 'CalibrationErrors' },
    ),
    limits: Type.Array(Type.String()),
  },
  { title: 'ModelCard' },
);
export type ModelCardView = Static<typeof ModelCardView>;

/** The model card. */
export const modelCardEndpoints = {
  getModelCard: {
    id: 'getModelCard',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/card',
    summary: 'Get the model card, as JSON or Markdown',
    description: 'Answers Markdown when `Accept` prefers `text/markdown`, else JSON.',
    params: onModel,
    textForm: 'text/markdown',
    responses: { 200: ModelCardView },
  },
} as const satisfies Record<string, V1Endpoint>;
