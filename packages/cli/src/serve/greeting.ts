import { shortestOwnerKey } from '../cli-settings.ts';
import type { CurlTarget } from './curl-tls.ts';
import type { SettledOwnerKey } from './owner-key.ts';

export interface Greeting {
  readonly url: string;
  /** How the printed curl command reaches the server. */
  readonly target: CurlTarget;
  readonly ownerKey: SettledOwnerKey;
  /** The name of the demo project, if it is there. */
  readonly demo: string | undefined;
  readonly dataDirectory: string;
  readonly say: (line: string) => void;
  /** Whether the key itself may be shown. */
  readonly terminal: boolean;
}

/** Says where everything is, and gives one command that can be pasted into a shell as it is. */
export function greet({ url, target, ownerKey, demo, dataDirectory, say, terminal }: Greeting): void {
  say('');
  say(`Taxon is ready at ${url} (API: ${url}/docs)`);
  say(`  owner key      ${whereKeyIs(ownerKey, terminal)}`);
  say(`  data           in ${dataDirectory}`);
  if (demo !== undefined) {
    say(`  demo project   ${demo}, deployed as production; classify a text:`);
    say('');
    say(`    ${curl(target, ownerKey.path, demo)}`);
    say('');
  }
  say('  stop with Ctrl-C');
}

function whereKeyIs({ key, path, fresh, holds }: SettledOwnerKey, terminal: boolean): string {
  const remedy = `for a new one, start once with TAXON_OWNER_KEY set to ${shortestOwnerKey} characters or more`;
  if (!holds)
    return fresh
      ? `none here, as this database has one already; ${remedy}`
      : `no longer valid, the one in ${path}; ${remedy}`;
  return fresh && terminal ? `${key} (kept in ${path})` : `in ${path}`;
}

/** A curl command that classifies a text, as one line for a POSIX shell. */
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
