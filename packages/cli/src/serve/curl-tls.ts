import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';

/** How curl on this machine reaches a server and knows it by its certificate. */
export interface CurlTarget {
  /** Origin that the certificate is for, where it names one. */
  readonly url: string;
  /** curl's options; each is one word of a shell once quoted. */
  readonly options: readonly string[];
}

/**
 * curl's way to a server that shows the certificate chain in `path`. A chain that vouches for itself is what curl is told to
 * trust (and no other); one of an authority is judged as curl always does. A certificate that is not for the address goes
 * by the first name it has. Only one that names nobody leaves nothing to check.
 */
export async function curlTarget(url: string, path: string | undefined): Promise<CurlTarget> {
  if (path === undefined) return { url, options: [] };
  const chain = certificatesOf(await readFile(path, 'utf8'));
  const [own] = chain;
  if (own === undefined) return { url, options: ['--insecure'] };
  const trust = chain.some(vouchesForItself) ? ['--cacert', path] : [];
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

const vouchesForItself = (certificate: X509Certificate): boolean =>
  certificate.checkIssued(certificate) && certificate.verify(certificate.publicKey);

function dnsNames({ subjectAltName = '' }: X509Certificate): string[] {
  return subjectAltName.split(', ').flatMap((entry) => (entry.startsWith('DNS:') ? [entry.slice('DNS:'.length)] : []));
}
