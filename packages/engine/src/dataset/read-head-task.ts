import {
  checkFileVersion,
  decodeUtf8,
  FileProblem,
  type LabelsFileHead,
  readAssetsKind,
  readClass,
  readLabelsFile,
  readMetadata,
} from '../files/index.ts';
import { classKey, defineThreadTask } from '../platform/on-threads.ts';
import type { ProjectKind } from '../projects/index.ts';
import { parsing, type Upload } from './upload-dialogue.ts';

/** Reads a whole labels file. Answers all of it except its documents. */
export const readHeadTask = defineThreadTask(import.meta.url, parsing(readHead), 'reading');

async function readHead(_input: undefined, { pieces }: Upload<never>): Promise<LabelsFileHead> {
  let head = readMetadata(undefined);
  let assetsKind: ProjectKind | undefined;
  // A second spelling of a class means the first.
  const classes = new Map<string, string>();
  let documents = 0;
  const holds = { metadata: false, data: false };
  for await (const part of readLabelsFile(decodeUtf8(pieces()))) {
    if (part.part === 'fileVersion') {
      checkFileVersion(part.value);
      continue;
    }
    holds[part.part === 'metadata' ? 'metadata' : 'data'] = true;
    if (part.part === 'metadata') head = readMetadata(part.value);
    else if (part.part === 'assetsKind') assetsKind = readAssetsKind(part.value);
    else if (part.part === 'class') {
      const name = readClass(part.value, part.at);
      if (!classes.has(classKey(name))) classes.set(classKey(name), name);
    } else documents += 1;
  }
  if (head.kind !== undefined && assetsKind !== undefined && head.kind !== assetsKind) {
    throw new FileProblem(`fields "${head.kindField}" and "assets.projectKind" differ`);
  }
  const kindField = head.kindField ?? (assetsKind === undefined ? undefined : 'assets.projectKind');
  const said = { kind: head.kind ?? assetsKind, kindField, project: head.project };
  return { ...said, classes: [...classes.values()], documents, holds };
}
