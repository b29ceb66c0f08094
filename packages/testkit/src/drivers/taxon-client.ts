import type { Agent } from 'node:http';
import { createTaxonClient, type TaxonClient, type Transport } from '@taxon/client';
import type { ClassifyResponse, EvaluatedDocumentView } from '@taxon/contract';
import { exchange, type ServerAccess } from './raw-http.ts';
import type { Category, RuntimeDocument, Target } from './runtime-driver.ts';

/** The product's own client, made as its users make it. */
export function clientOf({ url, key }: ServerAccess): TaxonClient {
  return createTaxonClient({ baseUrl: url, key });
}

/** The same client over the given connections. It costs less CPU, which benches need. It streams no bodies. */
export function leanClientOf({ url, key }: ServerAccess, agent: Agent): TaxonClient {
  return createTaxonClient({ baseUrl: url, key, fetch: leanTransport(agent) });
}

// Measured: the platform's fetch takes 0.7 ms more CPU a call than this. The call that is measured takes 1.5 ms.
const leanTransport =
  (agent: Agent): Transport =>
  async (address, { method = 'GET', headers, body }) => {
    const sent = { method, headers: headers as Record<string, string>, body, agent };
    const answer = await exchange(address, sent);
    return {
      ok: answer.status >= 200 && answer.status < 300,
      status: answer.status,
      get headers() {
        return answer.headers;
      },
      body: null,
      text: async () => answer.text,
      json: async () => answer.body,
    };
  };

/** A document that was classified, not refused. */
export type Classified = Extract<ClassifyResponse['documents'][number], { readonly scores: unknown }>;

/** A class and its score. */
export type Score = Classified['predicted'][number];

/** What every door says of a document: the predicted classes and the scores, best first. */
export interface BareAnswer {
  readonly predicted: readonly Score[];
  readonly scores: readonly Score[];
}

/** A score in Azure's words. */
export function asCategory({ class: category, score }: Score): Category {
  return { category, confidenceScore: score };
}

/** All test documents of a model as they were evaluated. */
export async function evaluatedDocuments(
  client: TaxonClient,
  project: string,
  model = 'model',
): Promise<EvaluatedDocumentView[]> {
  const documents: EvaluatedDocumentView[] = [];
  const input = { params: { project, model }, query: { top: 1000 } };
  for await (const document of client.items('listEvaluatedDocuments', input)) documents.push(document);
  return documents;
}

/** Answers of the synchronous call, by document id. Throws when a document is refused. */
export async function classifyNow(
  client: TaxonClient,
  { project, deployment }: Target,
  documents: readonly RuntimeDocument[],
): Promise<Map<string, Classified>> {
  const answers = new Map<string, Classified>();
  for (let start = 0; start < documents.length; start += 25) {
    const body = { documents: documents.slice(start, start + 25) };
    const answer = await client.call('classify', { params: { project, deployment }, body });
    for (const document of answer.documents) {
      if ('error' in document) throw new Error(`${document.id}: ${document.error.message}`);
      answers.set(document.id, document);
    }
  }
  return answers;
}

/** Only the predicted classes and the scores of an answer. */
export function bare({ predicted, scores }: BareAnswer): BareAnswer {
  const only = (some: readonly Score[]) => some.map((one) => ({ class: one.class, score: one.score }));
  return { predicted: only(predicted), scores: only(scores) };
}

/** Bare answers of the stream, by document id. Throws when a row is refused. */
export async function classifyRows(
  client: TaxonClient,
  { project, deployment }: Target,
  documents: readonly RuntimeDocument[],
): Promise<Map<string, BareAnswer>> {
  const answers = new Map<string, BareAnswer>();
  const input = { params: { project, deployment }, query: { top: 200 }, rows: documents };
  for await (const row of client.classifyRows(input)) {
    if ('error' in row) throw new Error(`${row.id}: ${row.error.message}`);
    if (row.id === null) throw new Error('A row was answered without its id.');
    answers.set(row.id, bare(row));
  }
  return answers;
}
