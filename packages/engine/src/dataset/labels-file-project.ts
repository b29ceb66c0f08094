import type { Actor, ProjectScope } from '../access/index.ts';
import type { LabelsFileHead } from '../files/index.ts';
import { EngineError, type Patch, type Tx } from '../platform/index.ts';
import { classLimit, findProject, type Project, type ProjectSettings, putProject } from '../projects/index.ts';
import type { ImportDeps } from './import-deps.ts';

/**
 * Makes or changes the project by what a labels file says of it. Errors name the fields of the file. When it was made, the
 * caller ends the transaction with `settleNewProject`.
 */
export async function putLabelsFileProject(
  tx: Tx,
  deps: ImportDeps,
  actor: Actor,
  scope: ProjectScope,
  head: LabelsFileHead,
): Promise<{ project: Project; created: boolean }> {
  const before = await findProject(tx, scope);
  const kind = head.kind ?? before?.kind;
  if (kind === undefined) throw new EngineError('input/missing', { field: 'metadata.projectKind' });
  const language = head.project.language ?? before?.language;
  if (language === undefined) throw new EngineError('input/missing', { field: 'metadata.language' });
  // Some other JSON file. Read as a labels file without data, it would empty the project.
  if (!head.holds.metadata && !head.holds.data) {
    throw new EngineError('import/file-invalid', { problem: 'it holds no metadata, classes or documents' });
  }
  if (head.classes.length > classLimit)
    throw new EngineError('class/limit', { limit: classLimit, count: head.classes.length });
  const limit = deps.limits.documents;
  if (head.documents > limit) throw new EngineError('document/limit', { limit, count: head.documents });
  const patch = { ...head.project, kind, language, settings: settingsPatchOf(head) };
  try {
    return await putProject(tx, deps, actor, scope, patch, { replacing: true });
  } catch (error) {
    throw inFile(error, head);
  }
}

/** A file with settings sets or removes the confidence threshold. Labels files have no other settings. */
function settingsPatchOf({ project: { settings } }: LabelsFileHead): Patch<ProjectSettings> {
  return settings === undefined ? {} : { confidenceThreshold: settings.confidenceThreshold ?? null };
}

/** The error with the place in the file in place of the project's member. */
function inFile(error: unknown, { kindField }: LabelsFileHead): unknown {
  if (!(error instanceof EngineError) || typeof error.parameters.field !== 'string') return error;
  const { field } = error.parameters;
  const places: Readonly<Record<string, string>> = {
    kind: kindField ?? 'metadata.projectKind',
    container: 'metadata.storageInputContainerName',
  };
  return new EngineError(error.code, { ...error.parameters, field: places[field] ?? `metadata.${field}` });
}
