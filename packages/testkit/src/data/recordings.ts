import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isShared, sharedFolder } from './shared-folder.ts';

const folder = join(sharedFolder, 'contract/recordings');
const observed = join(sharedFolder, 'contract/observed');

/** One recorded request and its answer. Bodies that were left out or shortened to a sentence are strings. */
export interface Exchange {
  readonly recording: string;
  readonly method: string;
  readonly url: URL;
  readonly requestBody: unknown;
  readonly status: number;
  readonly body: unknown;
}

export const recordingsAvailable = isShared('contract/recordings/wire-recordings.json');

/** All recorded exchanges whose whole bodies were kept. */
export function readRecordings(): readonly Exchange[] {
  if (!recordingsAvailable) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.includes('excerpt'))
    .flatMap((name) => {
      const file = JSON.parse(readFileSync(join(folder, name), 'utf8')) as RecordingFile;
      return [
        ...(file.Entries ?? []).map((entry) => fromEntry(name, entry)),
        ...(file.recordings ?? []).flatMap((recording) =>
          (recording.exchanges ?? []).map((exchange) => fromExchange(recording.name, exchange)),
        ),
      ];
    });
}

/** What one official client sent in one scenario, request by request, against a stand-in. */
export interface ObservedScenario {
  readonly title: string;
  readonly requests: readonly {
    readonly method: 'GET' | 'POST';
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  }[];
}

/** All observed scenarios of the clients that have custom classification. */
export function readObserved(): readonly ObservedScenario[] {
  if (!recordingsAvailable) return [];
  return readdirSync(observed)
    .filter((name) => name.endsWith('.json') && !name.includes('5.1.0'))
    .flatMap((name) => {
      const file = JSON.parse(readFileSync(join(observed, name), 'utf8')) as ObservedFile;
      return file.scenarios.map(({ name: scenario, exchanges }) => ({
        title: `${name.replace('.json', '')}: ${scenario}`,
        requests: exchanges.map(({ request }) => ({ ...request, headers: headersOf(request.rawHeaders) })),
      }));
    });
}

interface ObservedFile {
  readonly scenarios: readonly { name: string; exchanges: readonly { request: ObservedRequest }[] }[];
}
interface ObservedRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly rawHeaders: readonly (readonly [string, string])[];
  readonly body: unknown;
}

// The headers without those that belong to the connection, and without the key, which was made up.
const headersOf = (raw: ObservedRequest['rawHeaders']) =>
  Object.fromEntries(
    raw
      .map(([name, value]) => [name.toLowerCase(), value])
      .filter(([name = '']) => !/^(host|connection|content-length|ocp-apim-subscription-key)$/.test(name)),
  ) as Record<string, string>;

interface RecordingFile {
  readonly Entries?: readonly Entry[];
  readonly recordings?: readonly { name: string; exchanges?: readonly RawExchange[] }[];
}
interface Entry {
  readonly RequestUri: string;
  readonly RequestMethod: string;
  readonly RequestBody?: unknown;
  readonly StatusCode: number;
  readonly ResponseBody?: unknown;
}
interface RawExchange {
  readonly request: { method: string; url: string; body?: unknown };
  readonly response: { status: number; body?: unknown };
}

const fromEntry = (recording: string, entry: Entry): Exchange => ({
  recording,
  method: entry.RequestMethod,
  url: new URL(entry.RequestUri),
  requestBody: entry.RequestBody,
  status: entry.StatusCode,
  body: entry.ResponseBody,
});

const fromExchange = (recording: string, { request, response }: RawExchange): Exchange => ({
  recording,
  method: request.method,
  url: new URL(request.url.replace('<resource>', 'resource')),
  requestBody: request.body,
  status: response.status,
  body: response.body,
});
