import { fail, shown } from '../platform/index.ts';
import type { ProjectKind } from '../projects/index.ts';
import type { DeploymentSettings, DeploymentSettingsChange } from './deployment.ts';

/** What the settings of a deployment are checked against. */
interface Around {
  readonly kind: ProjectKind;
  readonly modelName: string;
  /** Of the model that the deployment points at. */
  readonly classes: readonly string[];
}

/** What the change leaves out stays, null takes a value away; thresholds class by class. */
export function changedSettings(before: DeploymentSettings, change: DeploymentSettingsChange): DeploymentSettings {
  return settingsOf({
    confidenceThreshold: changed(before.confidenceThreshold, change.confidenceThreshold),
    outOfScope: changed(before.outOfScope, change.outOfScope),
    atLeastOne: changed(before.atLeastOne, change.atLeastOne),
    thresholds: changedThresholds(before.thresholds, change.thresholds),
  });
}

function changed<T>(before: T | undefined, change: T | null | undefined): T | undefined {
  return change === undefined ? before : (change ?? undefined);
}

// Spread and fromEntries define properties, so a class may be called `__proto__`.
function changedThresholds(
  before: DeploymentSettings['thresholds'],
  change: DeploymentSettingsChange['thresholds'],
): DeploymentSettings['thresholds'] {
  if (change === null) return undefined;
  const merged: [string, number | null][] = Object.entries({ ...before, ...change });
  return Object.fromEntries(merged.filter((entry): entry is [string, number] => entry[1] !== null));
}

type Members = { readonly [Key in keyof DeploymentSettings]-?: DeploymentSettings[Key] | undefined };

/** Without what says nothing. */
function settingsOf({ confidenceThreshold, outOfScope, atLeastOne, thresholds }: Members): DeploymentSettings {
  return {
    ...(confidenceThreshold === undefined ? {} : { confidenceThreshold }),
    ...(outOfScope === undefined ? {} : { outOfScope }),
    ...(atLeastOne === undefined ? {} : { atLeastOne }),
    ...(thresholds === undefined || Object.keys(thresholds).length === 0 ? {} : { thresholds }),
  };
}

function refuse(field: string, rule: string, value: unknown): never {
  return fail('input/invalid', { field: `settings.${field}`, rule, value: shown(value) });
}

const isShare = (value: number) => value >= 0 && value <= 1;
const shareRule = 'must be a number from 0 to 1';

/** Throws `input/invalid` for a value outside its range, a class that the model has not, or what the kind has no use for. */
export function checkDeploymentSettings(settings: DeploymentSettings, around: Around): void {
  const { confidenceThreshold, outOfScope, atLeastOne, thresholds } = settings;
  if (confidenceThreshold !== undefined && !isShare(confidenceThreshold)) {
    refuse('confidenceThreshold', shareRule, confidenceThreshold);
  }
  if (outOfScope !== undefined) {
    if (around.kind !== 'single') refuse('outOfScope', 'is for single-label projects only', outOfScope);
    if (!(outOfScope >= 0.5 && outOfScope <= 1)) refuse('outOfScope', 'must be a number from 0.5 to 1', outOfScope);
  }
  if (atLeastOne !== undefined && around.kind !== 'multi') {
    refuse('atLeastOne', 'is for multi-label projects only', atLeastOne);
  }
  if (thresholds !== undefined) checkThresholds(thresholds, around);
}

function checkThresholds(
  thresholds: NonNullable<DeploymentSettings['thresholds']>,
  { kind, modelName, classes }: Around,
): void {
  if (kind !== 'multi') refuse('thresholds', 'is for multi-label projects only', thresholds);
  for (const [name, value] of Object.entries(thresholds)) {
    if (!classes.includes(name)) refuse('thresholds', `must name classes of the model "${modelName}"`, name);
    if (!isShare(value)) refuse(`thresholds.${name}`, shareRule, value);
  }
}

/** The settings for another model: `dropped` are the classes with a threshold that it has not. */
export function carriedOver(
  settings: DeploymentSettings,
  classes: readonly string[],
): { readonly settings: DeploymentSettings; readonly dropped: readonly string[] } {
  const { confidenceThreshold, outOfScope, atLeastOne } = settings;
  const entries = Object.entries(settings.thresholds ?? {});
  const thresholds = Object.fromEntries(entries.filter(([name]) => classes.includes(name)));
  return {
    settings: settingsOf({ confidenceThreshold, outOfScope, atLeastOne, thresholds }),
    dropped: entries.map(([name]) => name).filter((name) => !classes.includes(name)),
  };
}
