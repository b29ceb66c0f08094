import {
  decodeUtf8,
  FileProblem,
  type LabelsFileHead,
  readAssetsKind,
  readClass,
  readLabelsFile,
  readMetadata,
} from '../files/index.ts';
import { defineThreadTask } from '../platform/on-threads.ts';
import type { ProjectKind } from '../projects/index.ts';
import { parsing, type Upload } from './upload-dialogue.ts';

/** Reads a whole labels file. Answers all of it except its documents. */
export const readHeadTask = defineThreadTask(import.meta.url, parsing(readHead), 'long');

async function readHead(_input: undefined, { pieces }: Upload<never>): Promise<LabelsFileHead> {
  let head = readMetadata(undefined);
  let assetsKind: ProjectKind | undefined;
  const classes = new Set<string>();
  let documents = 0;
  const holds = { metadata: false, data: false };
  for await (const part of readLabelsFile(decodeUtf8(pieces()))) {
    holds[part.part === 'metadata' ? 'metadata' : 'data'] = true;
    if (part.part === 'metadata') head = readMetadata(part.value);
    else if (part.part === 'assetsKind') assetsKind = readAssetsKind(part.value);
    else if (part.part === 'class') classes.add(readClass(part.value, part.at));
    else documents += 1;
  }
  if (head.kind !== undefined && assetsKind !== undefined && head.kind !== assetsKind) {
    throw new FileProblem(`fields "${head.kindField}" and "assets.projectKind" differ`);
  }
  const kindField = head.kindField ?? (assetsKind === undefined ? undefined : 'assets.projectKind');
  const said = { kind: head.kind ?? assetsKind, kindField, project: head.project };
  return { ...said, classes: [...classes], documents, holds };
}
