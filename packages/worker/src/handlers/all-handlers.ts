import { deleteProject } from './delete-project.ts';
import { expire } from './expire.ts';
import type { Handler } from './handler.ts';
import { importLabelsFile } from './import-labels-file.ts';
import { importRows } from './import-rows.ts';
import { predict } from './predict.ts';
import { train } from './train.ts';

export const handlers: readonly Handler[] = [deleteProject, expire, importLabelsFile, importRows, predict, train];
