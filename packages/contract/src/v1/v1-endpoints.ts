import { accessEndpoints } from './access.ts';
import { classEndpoints } from './class.ts';
import { classifyEndpoints } from './classify.ts';
import { classifyStreamEndpoints } from './classify-stream.ts';
import { deploymentEndpoints } from './deployment.ts';
import { documentEndpoints } from './document.ts';
import { evaluationEndpoints } from './evaluation.ts';
import { exportEndpoints } from './export.ts';
import { importEndpoints } from './import.ts';
import { modelEndpoints } from './model.ts';
import { modelCalibrationEndpoints } from './model-calibration.ts';
import { modelCardEndpoints } from './model-card.ts';
import { modelReportEndpoints } from './model-report.ts';
import { modelThresholdsEndpoints } from './model-thresholds.ts';
import { operationEndpoints } from './operation.ts';
import { projectEndpoints } from './project.ts';
import { trainingEndpoints } from './training.ts';

/** Every endpoint of `/v1`, by id. */
export const v1Endpoints = {
  ...projectEndpoints,
  ...classEndpoints,
  ...documentEndpoints,
  ...importEndpoints,
  ...exportEndpoints,
  ...trainingEndpoints,
  ...modelEndpoints,
  ...evaluationEndpoints,
  ...deploymentEndpoints,
  ...classifyEndpoints,
  ...classifyStreamEndpoints,
  ...modelReportEndpoints,
  ...modelCalibrationEndpoints,
  ...modelThresholdsEndpoints,
  ...modelCardEndpoints,
  ...operationEndpoints,
  ...accessEndpoints,
} as const;

export type V1Endpoints = typeof v1Endpoints;
export type V1EndpointId = keyof V1Endpoints;
