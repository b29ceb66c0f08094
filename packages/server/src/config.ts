import { isIP } from 'node:net';
import { setting } from '@taxon/engine/config';
import { type Static, Type } from 'typebox';

// Every command loads this file, and most of them never run the server, so it imports nothing heavy.

/** The settings that the HTTP server reads. */
export const serverSettings = Type.Object(
  {
    host: Type.String({ minLength: 1, default: '127.0.0.1', ...setting('TAXON_HOST', 'The address to listen on.') }),
    port: Type.Integer({
      minimum: 0,
      maximum: 65_535,
      default: 8080,
      ...setting('TAXON_PORT', 'The port to listen on; 0 takes a free one.'),
    }),
    publicUrl: Type.Optional(
      Type.String({
        pattern: '^https?://[^\\s?#]+$',
        ...setting(
          'TAXON_PUBLIC_URL',
          'The address under which callers reach Taxon, for absolute URLs in answers; otherwise the Host header.',
          { requirement: 'must be an http:// or https:// address without query' },
        ),
      }),
    ),
    trustProxy: Type.Optional(
      Type.Refine(
        Type.String({
          ...setting(
            'TAXON_TRUST_PROXY',
            'Addresses or networks, separated by commas, whose X-Forwarded headers are believed; otherwise nobody.',
            { requirement: 'must be addresses or networks such as 10.0.0.0/8, separated by commas' },
          ),
        }),
        (text) => listOf(text).every(isNetwork),
      ),
    ),
    tlsCertificateFile: Type.Optional(
      Type.String({
        minLength: 1,
        ...setting('TAXON_TLS_CERT', 'File with the TLS certificate chain (PEM); with it, Taxon speaks https.', {
          needs: 'tlsKeyFile',
        }),
      }),
    ),
    tlsKeyFile: Type.Optional(
      Type.String({
        minLength: 1,
        ...setting('TAXON_TLS_KEY', 'File with the private key of the TLS certificate (PEM).', {
          // Some give the key itself here.
          secret: true,
          needs: 'tlsCertificateFile',
        }),
      }),
    ),
    failedKeysPerMinute: Type.Integer({
      minimum: 1,
      maximum: 100_000,
      default: 20,
      ...setting(
        'TAXON_FAILED_KEYS_PER_MINUTE',
        'How many wrong keys an address may send in a minute before it gets 429.',
      ),
    }),
    strictJobStatus: Type.Boolean({
      default: false,
      ...setting(
        'TAXON_STRICT_JOB_STATUS',
        'Whether a prediction job with failed tasks ends as `partiallyCompleted` or `failed`. Off: it ends as `succeeded`, on which no client breaks.',
      ),
    }),
    documentedV32Form: Type.Boolean({
      default: false,
      ...setting(
        'TAXON_DOCUMENTED_V32_FORM',
        'Whether v3.2-preview.2 answers exactly in the form that its November 2021 documentation printed.',
      ),
    }),
    nov2021ResultShim: Type.Boolean({
      default: true,
      ...setting(
        'TAXON_NOV2021_RESULT_SHIM',
        'Whether the result request of @azure/ai-text-analytics 5.2.0-beta.2 is answered when it comes without a job id.',
      ),
    }),
  },
  { title: 'HTTP server', description: '`taxon serve` and `taxon server` read these.' },
);

export type ServerSettings = Static<typeof serverSettings>;

/** What the server works with: its settings, with the TLS files read. */
export interface ServerConfig
  extends Readonly<Omit<ServerSettings, 'trustProxy' | 'tlsCertificateFile' | 'tlsKeyFile'>> {
  /** Addresses or networks whose X-Forwarded-* headers are believed. Absent: nobody's. */
  readonly trustProxy?: readonly string[];
  /** Certificate chain and private key (PEM) of the TLS that this process ends. Absent: plain HTTP. */
  readonly tls?: { readonly cert: string | Buffer; readonly key: string | Buffer };
  /** Folder with the built Studio. Absent: `/` answers 404. */
  readonly studioDirectory?: string;
}

/** What the app needs, wherever it listens. */
export type AppConfig = Omit<ServerConfig, 'host' | 'port'>;

/** The settings as the server takes them, with what was read from files. */
export function toServerConfig(
  { trustProxy, tlsCertificateFile: _certificate, tlsKeyFile: _key, ...settings }: ServerSettings,
  files: Pick<ServerConfig, 'tls' | 'studioDirectory'>,
): ServerConfig {
  return { ...settings, ...files, ...(trustProxy === undefined ? {} : { trustProxy: listOf(trustProxy) }) };
}

/** The parts of a list with commas. */
function listOf(text: string): string[] {
  return text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

/** Whether the text is an IP address, alone or with a prefix length. */
function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const version = isIP(address);
  const fits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128));
  return version !== 0 && fits && rest.length === 0;
}
