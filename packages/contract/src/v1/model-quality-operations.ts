import { Type } from 'typebox';
import { ModelCalibrationView, ModelCardView, ModelReportView, ModelThresholdsView } from './model-quality.ts';
import { modelPath } from './names.ts';
import type { V1Operation } from './v1-operation.ts';

const onModel = Type.Object(modelPath);

/** What is frozen with a model: how it was made, how true its scores are, when it answers. */
export const modelQualityOperations = {
  getModelReport: {
    id: 'getModelReport',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/report',
    summary: 'Get how a model was made: settings, encoder and search with their evidence, cross-validation',
    description: 'Frozen at the end of the training. Models of the first version of the program do not have it (409).',
    params: onModel,
    responses: { 200: ModelReportView },
    longRunning: false,
  },
  getModelCalibration: {
    id: 'getModelCalibration',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/calibration',
    summary: "Get how true a model's scores are",
    description:
      'Shows by ranges of the score how often the model was right, on test documents and across the training documents. Models of the first version of the program do not have it (409).',
    params: onModel,
    responses: { 200: ModelCalibrationView },
    longRunning: false,
  },
  getModelThresholds: {
    id: 'getModelThresholds',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/thresholds',
    summary: 'Get when a model answers a class, and when none',
    description:
      'The tuned thresholds of each class, and what the out-of-scope decision would keep and refuse. Settings of project and deployment come on top. Models of the first version of the program do not have it (409).',
    params: onModel,
    responses: { 200: ModelThresholdsView },
    longRunning: false,
  },
  getModelCard: {
    id: 'getModelCard',
    tag: 'Models',
    right: 'read',
    method: 'GET',
    path: '/projects/{project}/models/{model}/card',
    summary: 'Get the model card, as JSON or Markdown',
    description: 'Markdown for `Accept: text/markdown`, JSON unless asked otherwise.',
    params: onModel,
    orText: 'text/markdown',
    responses: { 200: ModelCardView },
    longRunning: false,
  },
} as const satisfies Record<string, V1Operation>;
