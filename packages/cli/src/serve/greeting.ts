import type { CurlTarget } from './curl-tls.ts';
import type { OwnerKey } from './owner-key.ts';

export interface Greeting {
  readonly url: string;
  /** How the printed curl reaches it. */
  readonly target: CurlTarget;
  readonly ownerKey: OwnerKey;
  /** The demo project's name, when it is there. */
  readonly demo: string | undefined;
  readonly dataDirectory: string;
  readonly say: (line: string) => void;
  /** Whether the key itself may be shown. */
  readonly terminal: boolean;
}

/** Says where everything is, and gives one command that works as pasted. */
export function greet({ url, target, ownerKey, demo, dataDirectory, say, terminal }: Greeting): void {
  say('');
  say(`Taxon is ready at ${url} (API: ${url}/docs)`);
  if (ownerKey.fresh && terminal) say(`  owner key      ${ownerKey.key} (kept in ${ownerKey.path})`);
  else say(`  owner key      in ${ownerKey.path}`);
  say(`  data           in ${dataDirectory}`);
  if (demo !== undefined) {
    say(`  demo project   ${demo}, deployed as production; classify a text:`);
    say('');
    say(`    ${curl(target, ownerKey.path, demo)}`);
    say('');
  }
  say('  stop with Ctrl-C');
}

/** One line for a POSIX shell. */
export function curl({ url, options }: CurlTarget, keyFile: string, project: string): string {
  const body = JSON.stringify({ text: 'I was charged twice for the same order, please send one payment back.' });
  return [
    'curl -s',
    ...options.map(quoted),
    `'${url}/v1/projects/${project}/deployments/production:classify'`,
    `-H "Authorization: Bearer $(cat ${quoted(keyFile)})"`,
    "-H 'Content-Type: application/json'",
    `-d '${body}'`,
  ].join(' ');
}

function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
