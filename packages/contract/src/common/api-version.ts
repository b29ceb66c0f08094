import type { Endpoint } from './endpoint.ts';

/** The api-versions of the Azure runtime, oldest first. */
export const runtimeApiVersions = [
  '2021-11-01-preview',
  '2022-02-01-preview',
  '2022-03-01-preview',
  '2022-04-01-preview',
  '2022-05-01',
  '2022-05-15-preview',
  '2022-07-01-preview',
  '2022-10-01-preview',
  '2023-04-01',
  '2023-04-15-preview',
  '2023-11-15-preview',
  '2024-11-01',
  '2024-11-15-preview',
  '2025-05-15-preview',
  '2025-11-01',
  '2025-11-15-preview',
  '2026-05-01',
  '2026-05-15-preview',
] as const;

/** The authoring door's versions, oldest first. 2021-11-01-preview has paths of its own (without `/authoring`) and is not served. */
export const authoringApiVersions = [
  '2022-05-01',
  '2022-05-15-preview',
  '2022-07-01-preview',
  '2022-10-01-preview',
  '2023-04-01',
  '2023-04-15-preview',
  '2023-11-15-preview',
  '2024-11-15-preview',
  '2025-05-15-preview',
] as const;

const form = /^(\d{4})-(\d{2})-(\d{2})(-preview)?$/;

/** Whether a text is a date, with or without `-preview`: the form of every api-version. */
export function isApiVersion(text: string): boolean {
  const match = form.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match;
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** Whether an api-version is a preview, not a general release. */
export function isPreview(version: string): boolean {
  return version.endsWith('-preview');
}

/**
 * Whether an api-version has an endpoint. Versions newer than those listed are judged by the same rules. Dates sort as text,
 * and a preview sorts behind the release of its day.
 */
export function isAvailableIn({ since, until, previewOnly }: Lifetime, version: string): boolean {
  if (previewOnly === true && !isPreview(version)) return false;
  return (since === undefined || version >= since) && (until === undefined || version < until);
}

type Lifetime = Pick<Endpoint, 'since' | 'until' | 'previewOnly'>;
