import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ServerAccess } from '@taxon/testkit/drivers/raw-http';
import { repositoryRoot } from '@taxon/testkit/repository';

/** The parts of the vendor's clients that the tests use, typed here: the packages are installed on demand only. */
interface TextDocument {
  readonly id: string;
  readonly text: string;
  readonly language?: string;
}

interface ClientError {
  readonly code: string;
  readonly message: string;
}

interface ClassificationCategory {
  readonly category: string;
  readonly confidenceScore: number;
}

interface LanguageDocumentResult {
  readonly id: string;
  readonly error?: ClientError;
  readonly classifications?: readonly ClassificationCategory[];
  readonly warnings?: readonly unknown[];
  readonly statistics?: { readonly characterCount: number; readonly transactionCount: number };
}

export interface LanguageActionResult {
  readonly kind: string;
  readonly actionName?: string;
  readonly error?: ClientError;
  readonly results: readonly LanguageDocumentResult[];
  readonly projectName: string;
  readonly deploymentName: string;
  readonly completedOn: Date;
  readonly statistics?: { readonly documentCount: number; readonly validDocumentCount: number };
}

interface Paged<Item, Page> extends AsyncIterable<Item> {
  byPage(options?: { readonly maxPageSize?: number }): AsyncIterable<Page>;
}

interface LanguagePoller {
  pollUntilDone(): Promise<Paged<LanguageActionResult, readonly LanguageActionResult[]>>;
  sendCancellationRequest(): Promise<void>;
  getOperationState(): {
    readonly status: string;
    readonly id: string;
    readonly displayName?: string;
    readonly createdOn: Date;
    readonly modifiedOn: Date;
    readonly expiresOn: Date;
    readonly actionSucceededCount: number;
    readonly actionFailedCount: number;
    readonly actionInProgressCount: number;
  };
}

export interface LanguageClient {
  beginAnalyzeBatch(
    actions: readonly object[],
    documents: readonly string[],
    language?: string,
    options?: object,
  ): Promise<LanguagePoller>;
  beginAnalyzeBatch(
    actions: readonly object[],
    documents: readonly TextDocument[],
    // Without this argument the client fails: "Cannot destructure property 'includeStatistics'".
    options: object,
  ): Promise<LanguagePoller>;
}

interface CategoryDocumentResult {
  readonly id: string;
  readonly error?: ClientError;
  readonly classification?: ClassificationCategory;
  readonly classifications?: readonly ClassificationCategory[];
  readonly warnings?: readonly unknown[];
  readonly statistics?: object;
}

export interface CategoryActionResult {
  readonly error?: ClientError;
  readonly actionName?: string;
  readonly completedOn: Date;
  readonly results: readonly CategoryDocumentResult[] & {
    readonly projectName: string;
    readonly deploymentName: string;
    readonly statistics?: { readonly documentCount: number };
  };
}

export interface ActionsPage {
  readonly singleCategoryClassifyResults: readonly CategoryActionResult[];
  readonly multiCategoryClassifyResults: readonly CategoryActionResult[];
  readonly recognizeCustomEntitiesResults: readonly CategoryActionResult[];
}

interface ActionsPoller {
  pollUntilDone(): Promise<Paged<ActionsPage, ActionsPage>>;
  getOperationState(): {
    readonly createdOn?: Date;
    readonly lastModifiedOn?: Date;
    readonly actionsSucceededCount: number;
    readonly actionsFailedCount: number;
    readonly displayName?: string;
  };
}

export interface TextAnalyticsClient {
  beginAnalyzeActions(
    documents: readonly string[],
    actions: object,
    language?: string,
    options?: object,
  ): Promise<ActionsPoller>;
  beginAnalyzeActions(documents: readonly TextDocument[], actions: object, options?: object): Promise<ActionsPoller>;
}

export const languageClients = ['ai-language-text-1.1.0', 'ai-language-text-1.0.0'] as const;
export const textAnalyticsClients = [
  'ai-text-analytics-5.2.0-beta.2-core-lro-2.2.4',
  'ai-text-analytics-5.2.0-beta.2-core-lro-2.2.5',
  'ai-text-analytics-5.2.0-beta.2',
] as const;

interface ClientModule<Client, Name extends string> {
  readonly AzureKeyCredential: new (key: string) => object;
  readonly client: Record<Name, new (url: string, credential: object, options: object) => Client>;
}

function load<Client, Name extends string>(folder: string, packageName: string): ClientModule<Client, Name> {
  const require = createRequire(join(repositoryRoot, 'tests', 'clients', folder, 'package.json'));
  const loaded: unknown = require(packageName);
  return {
    AzureKeyCredential: (loaded as { AzureKeyCredential: new (key: string) => object }).AzureKeyCredential,
    client: loaded as Record<Name, new (url: string, credential: object, options: object) => Client>,
  };
}

/** What a user changes: the endpoint, and for plain http this one option. */
const overHttp = { allowInsecureConnection: true };

export function languageClient(
  folder: (typeof languageClients)[number],
  { url, key }: ServerAccess,
  options: object = {},
): LanguageClient {
  const { AzureKeyCredential, client } = load<LanguageClient, 'TextAnalysisClient'>(folder, '@azure/ai-language-text');
  return new client.TextAnalysisClient(url, new AzureKeyCredential(key), { ...overHttp, ...options });
}

export function textAnalyticsClient(
  folder: (typeof textAnalyticsClients)[number],
  { url, key }: ServerAccess,
  options: object = {},
): TextAnalyticsClient {
  const { AzureKeyCredential, client } = load<TextAnalyticsClient, 'TextAnalyticsClient'>(
    folder,
    '@azure/ai-text-analytics',
  );
  return new client.TextAnalyticsClient(url, new AzureKeyCredential(key), { ...overHttp, ...options });
}

/** All items of an async iterable. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
