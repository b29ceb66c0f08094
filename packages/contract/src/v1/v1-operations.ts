import { accessEndpoints } from './access.ts';
import { classEndpoints } from './class.ts';
import { classifyEndpoints } from './classify.ts';
import { classifyStreamEndpoints } from './classify-stream.ts';
import { deploymentEndpoints } from './deployment.ts';
import { documentEndpoints } from './document.ts';
import { evaluationEndpoints } from './evaluation.ts';
import { importEndpoints } from './import.ts';
import { modelEndpoints } from './model.ts';
import { modelCalibrationEndpoints } from './model-calibration.ts';
import { modelCardEndpoints } from './model-card.ts';
import { modelReportEndpoints } from './model-report.ts';
import { modelThresholdsEndpoints } from './model-thresholds.ts';
import { operationEndpoints } from './operation.ts';
import { projectEndpoints } from './project.ts';
import { trainingEndpoints } from './training.ts';

/** Every operation of the `/v1` API, by id. */
export const v1Operations = {
  ...projectEndpoints,
  ...classEndpoints,
  ...documentEndpoints,
  ...importEndpoints,
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

export type V1Operations = typeof v1Operations;
export type V1OperationId = keyof V1Operations;
