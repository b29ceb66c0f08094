import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  type JsonGeneralName,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

interface Pair {
  readonly cert: string;
  readonly key: string;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const thisMachine: readonly JsonGeneralName[] = [
  { type: 'dns', value: 'localhost' },
  { type: 'ip', value: '127.0.0.1' },
];

/** A self-signed certificate in PEM, valid around `now`. Default names: localhost and 127.0.0.1. */
export async function selfSigned(now: Date, names: readonly JsonGeneralName[] = thisMachine): Promise<Pair> {
  const keys = await makeKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned(
    { name: 'CN=localhost', ...termsOf(now, names), keys },
    webcrypto as never,
  );
  return pem(certificate, keys);
}

/** A certificate that an unknown authority signed. */
export async function signedByUnknown(now: Date, names: readonly JsonGeneralName[] = thisMachine): Promise<Pair> {
  const [keys, authority] = [await makeKeys(), await makeKeys()];
  const by = {
    subject: 'CN=localhost',
    issuer: 'CN=nobody',
    publicKey: keys.publicKey,
    signingKey: authority.privateKey,
  };
  return pem(await X509CertificateGenerator.create({ ...by, ...termsOf(now, names) }, webcrypto as never), keys);
}

const makeKeys = async () =>
  (await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;

const termsOf = (now: Date, names: readonly JsonGeneralName[]) => ({
  notBefore: new Date(now.getTime() - 3_600_000),
  notAfter: new Date(now.getTime() + 86_400_000),
  signingAlgorithm: algorithm,
  extensions: [
    new BasicConstraintsExtension(true),
    ...(names.length === 0 ? [] : [new SubjectAlternativeNameExtension([...names])]),
  ],
});

async function pem(certificate: X509Certificate, { privateKey }: webcrypto.CryptoKeyPair): Promise<Pair> {
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  const lines = pkcs8.match(/.{1,64}/g)?.join('\n');
  return {
    cert: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
  };
}
