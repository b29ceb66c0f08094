import { call, expectStatus, type ServerAccess } from './raw-http.ts';
import type { Category, RuntimeDocument, Target } from './runtime-driver.ts';

export interface Score {
  readonly class: string;
  readonly score: number;
}

/** Best first. */
export interface Answer {
  readonly predicted: readonly Score[];
  readonly scores: readonly Score[];
}

interface Evaluated {
  readonly name: string;
  readonly predicted: readonly string[];
  readonly scores: readonly number[];
}

export function asCategory({ class: category, score }: Score): Category {
  return { category, confidenceScore: score };
}

export async function evaluatedDocuments(server: ServerAccess, project: string, model = 'model'): Promise<Evaluated[]> {
  const path = `/v1/projects/${project}/models/${model}/evaluation/documents?top=1000`;
  return (expectStatus(await call(server, path), 200, path).body as { items: Evaluated[] }).items;
}

/** Answers of the synchronous call, by document id. */
export async function classifyNow(
  server: ServerAccess,
  { project, deployment }: Target,
  documents: readonly RuntimeDocument[],
): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  for (let start = 0; start < documents.length; start += 25) {
    const path = `/v1/projects/${project}/deployments/${deployment}:classify`;
    const body = { documents: documents.slice(start, start + 25) };
    const answer = expectStatus(await call(server, path, { method: 'POST', body }), 200, path);
    const { documents: classified } = answer.body as { documents: ({ id: string } & Answer)[] };
    for (const { id, ...scores } of classified) answers.set(id, scores);
  }
  return answers;
}

/** Classes and scores alone, without what a door says beside them. */
export function bare({ predicted, scores }: Answer): Answer {
  const only = (some: readonly Score[]) => some.map((one) => ({ class: one.class, score: one.score }));
  return { predicted: only(predicted), scores: only(scores) };
}

/** Bare answers of the stream, by document id. */
export async function classifyRows(
  server: ServerAccess,
  { project, deployment }: Target,
  documents: readonly RuntimeDocument[],
): Promise<Map<string, Answer>> {
  const url = `${server.url}/v1/projects/${project}/deployments/${deployment}:classifyStream?top=200`;
  const headers = { authorization: `Bearer ${server.key}`, 'content-type': 'application/x-ndjson' };
  const body = documents.map((document) => JSON.stringify(document)).join('\n');
  const lines = (await (await fetch(url, { method: 'POST', headers, body })).text()).trimEnd().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as Answer & { id: string });
  return new Map(rows.map(({ id, ...answer }) => [id, bare(answer)]));
}
