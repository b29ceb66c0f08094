import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

/** How curl on this machine reaches a server and checks its certificate. */
export interface CurlTarget {
  /** The origin that curl is given: one that the certificate is for, if it names a host. */
  readonly url: string;
  /** curl's options; each is one word of a shell once quoted. */
  readonly options: readonly string[];
}

/**
 * How curl reaches a server that shows the certificate chain in the file `path`.
 * - A chain that is signed by itself: curl is told to trust it, and nothing else.
 * - A chain that an authority signed: curl checks it as always.
 * - A certificate that is not for the address: curl is told the first host name in it, and where that host is.
 * - A certificate without a host name: curl is told not to check it.
 */
export async function curlTarget(url: string, path: string | undefined): Promise<CurlTarget> {
  if (path === undefined) return { url, options: [] };
  const chain = certificatesOf(await readFile(path, 'utf8'));
  const [own] = chain;
  if (own === undefined) return { url, options: ['--insecure'] };
  const trust = chain.some(isSignedByItself) ? ['--cacert', path] : [];
  const { hostname, port } = new URL(url);
  const address = hostname.replace(/^\[|\]$/g, '');
  const named = isIP(address) === 0 ? own.checkHost(address) : own.checkIP(address);
  if (named !== undefined) return { url, options: trust };
  const name = dnsNames(own).find((each) => !each.startsWith('*'));
  if (name === undefined) return { url, options: ['--insecure'] };
  const at = port === '' ? '443' : port;
  return { url: `https://${name}:${at}`, options: ['--resolve', `${name}:${at}:${hostname}`, ...trust] };
}

function certificatesOf(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

const isSignedByItself = (certificate: X509Certificate): boolean =>
  certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);

function dnsNames({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName.split(', ').flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice('DNS:'.length)] : []));
}
