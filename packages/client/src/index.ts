export type { CallInput, StreamedBody } from './call-input.ts';
export type { AnsweredRow, InputRow } from './rows.ts';
export type { DownloadedFile, TaxonClient, TaxonClientOptions, Transport } from './taxon-client.ts';
export { createTaxonClient } from './taxon-client.ts';
export { TaxonError } from './taxon-error.ts';
