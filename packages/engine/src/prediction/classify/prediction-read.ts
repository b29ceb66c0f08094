import { sql } from 'kysely';
import type { ProjectScope } from '../../access/index.ts';
import { type AnswerRules, type AnswerSettings, resolveAnswerRules } from '../../answering/index.ts';
import { issue, type Querier, type Result, requireValue } from '../../platform/index.ts';
import type { ProjectKind } from '../../projects/index.ts';

/** The project, the model and the rules behind the names of a project and a deployment, at one moment. */
export interface Target {
  readonly projectId: string;
  readonly projectName: string;
  readonly kind: ProjectKind;
  /** The language of documents that name none. */
  readonly language: string;
  readonly modelId: string;
  readonly modelName: string;
  readonly trainedAt: Date;
  readonly rules: AnswerRules;
}

interface Wanted {
  readonly projectName: string;
  readonly deploymentName: string;
}

interface TargetRow {
  readonly position: number;
  readonly kind: ProjectKind | null;
  readonly language: string;
  readonly project_settings: AnswerSettings;
  readonly deployment_settings: AnswerSettings;
  readonly model_id: string | null;
  readonly model_name: string;
  readonly project_id: string;
  readonly trained_at: Date;
}

function resolved({ projectName, deploymentName }: Wanted, row: TargetRow | undefined): Result<Target> {
  if (row?.kind === null || row === undefined) return { ok: false, issue: issue('project/not-found', { projectName }) };
  const { kind, language, model_id: modelId, model_name: modelName } = row;
  if (modelId === null) {
    return { ok: false, issue: issue('deployment/not-found', { projectName, deploymentName }) };
  }
  const rules = resolveAnswerRules(row.deployment_settings, row.project_settings);
  const { project_id: projectId, trained_at: trainedAt } = row;
  return { ok: true, value: { projectId, projectName, kind, language, modelId, modelName, trainedAt, rules } };
}

/** Looks all names up in one query. Answers in the order of the names. Nothing is cached, so a swap counts for the next job. */
export async function resolveTargets(db: Querier, wanted: readonly Wanted[]): Promise<readonly Result<Target>[]> {
  if (wanted.length === 0) return [];
  const { rows } = await sql<TargetRow>`
    select wanted.position::int as position, project.kind, project.language, project.settings as project_settings,
      deployment.settings as deployment_settings, model.id as model_id, model.name as model_name,
      project.id as project_id, model.trained_at
    from unnest(
      ${wanted.map(({ projectName }) => projectName)}::text[],
      ${wanted.map(({ deploymentName }) => deploymentName)}::text[]
    ) with ordinality as wanted(project_name, deployment_name, position)
    left join project on project.name = wanted.project_name and project.deleted_at is null
    left join deployment on deployment.project_id = project.id and deployment.name = wanted.deployment_name
    left join model on model.id = deployment.model_id
  `.execute(db);
  const byPosition = new Map(rows.map((row) => [row.position, row]));
  return wanted.map((one, index) => resolved(one, byPosition.get(index + 1)));
}

/** Looks a project and a deployment up in one query. Throws `project/not-found` or `deployment/not-found`. */
export async function requireTarget(
  db: Querier,
  { projectName }: ProjectScope,
  deploymentName: string,
): Promise<Target> {
  const [found] = await resolveTargets(db, [{ projectName, deploymentName }]);
  if (found === undefined) throw new RangeError('One was asked, none was answered.');
  return requireValue(found);
}
