import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readConfig } from './config.ts';
import { renderConfigurationPage } from './configuration-page.ts';
import { settingsOf, settingsSchema } from './settings.ts';
import { StartProblem } from './start-problem.ts';

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment, '/srv');
  } catch (error) {
    if (error instanceof StartProblem) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    const config = readConfig({}, '/srv');
    expect(config).toMatchObject({
      server: { host: '127.0.0.1', port: 8080, strictJobStatus: false, nov2021ResultShim: true },
      cli: { dataDirectory: '/srv/data', demo: true },
      engine: { threads: 0, limits: { projects: 500 } },
      worker: { concurrency: { prediction: 4 } },
    });
    expect(config.cli.ownerKey).toBeUndefined();
    for (const part of [config, config.server, config.engine, config.engine.limits]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  it('takes numbers, switches in any case, absolute folders, and empty as absent', () => {
    const config = readConfig(
      { TAXON_PORT: ' 0 ', TAXON_DEMO: 'OFF', TAXON_DATA_DIR: '/var/taxon', TAXON_OWNER_KEY: '' },
      '/srv',
    );
    expect(config).toMatchObject({ server: { port: 0 }, cli: { demo: false, dataDirectory: '/var/taxon' } });
    expect('ownerKey' in config.cli).toBe(false);
    expect('encoderDirectory' in config.engine).toBe(false);
    expect(readConfig({ TAXON_ENCODER_DIR: 'encoders' }, '/srv').engine.encoderDirectory).toBe('/srv/encoders');
  });

  it('believes addresses and networks, of both versions', () => {
    const proxies = '10.0.0.1, 10.0.0.0/8,::1,fd00::/8';
    expect(readConfig({ TAXON_TRUST_PROXY: proxies }, '/srv').server.trustProxy).toBe(proxies);
    for (const wrong of ['10.0.0.0/33', 'proxy.example', '10.0.0.0/8/8', '::/129']) {
      expect(problemsOf({ TAXON_TRUST_PROXY: wrong })).toHaveLength(1);
    }
  });

  it('lists all problems at once, with what was given unless it may be a secret', () => {
    const problems = problemsOf({
      TAXON_PORT: '80x',
      TAXON_OWNER_KEY: 'short-secret',
      TAXON_DEMO: 'maybe',
      DATABASE_URL: 'mysql://user:secret@host/db',
      TAXON_TLS_CERT: 'cert.pem',
      TAXON_TRUST_PROXY: 'true',
      TAXON_DATADIR: '/data',
    });
    expect(problems).toEqual([
      'TAXON_PORT must be a whole number from 0 to 65535, got "80x".',
      'TAXON_TRUST_PROXY must be addresses or networks such as 10.0.0.0/8, separated by commas, got "true".',
      'TAXON_OWNER_KEY must have at least 32 characters.',
      'TAXON_DEMO must be on or off, got "maybe".',
      'DATABASE_URL must begin with postgres:// or postgresql://.',
      'TAXON_TLS_CERT and TAXON_TLS_KEY need each other.',
      'TAXON_DATADIR is not a setting of Taxon; docs/configuration.md lists them all.',
    ]);
    expect(problems.join()).not.toContain('secret');
    const [long] = problemsOf({ TAXON_LOG_LEVEL: `"\n\u001b${'x'.repeat(200)}` });
    expect(long).toBe(
      `TAXON_LOG_LEVEL must be one of error, warn, info, silent, got "\\"\\n\\u001b${'x'.repeat(77)}…".`,
    );
    expect(problemsOf({ TAXON_PUBLIC_URL: 'user:secret@taxon.example' }).join()).not.toContain('secret');
  });

  it('takes no notice of what Kubernetes sets beside a service named taxon', () => {
    const environment = { TAXON_PORT: 'tcp://10.0.0.1:80', TAXON_SERVICE_HOST: '10.0.0.1', TAXON_PORT_80_TCP: 'tcp' };
    expect(readConfig(environment, '/srv').server.port).toBe(8080);
  });

  it('refuses a setting without the one that it needs', () => {
    expect(problemsOf({ DATABASE_LISTEN_URL: 'postgres://host/db' })).toEqual([
      'DATABASE_LISTEN_URL needs DATABASE_URL.',
    ]);
    expect(problemsOf({ TAXON_TLS_KEY: 'key.pem' })).toEqual(['TAXON_TLS_CERT and TAXON_TLS_KEY need each other.']);
  });

  it.each([
    ['TAXON_PORT', '65536'],
    ['TAXON_PORT', '-1'],
    ['TAXON_PORT', '8080.5'],
    ['TAXON_LOG_LEVEL', 'loud'],
    ['TAXON_PUBLIC_URL', 'taxon.example'],
    ['TAXON_MAX_PROJECTS', '0'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value })).toHaveLength(1);
  });
});

describe('the page of the configuration', () => {
  it('has a row with a sentence for each setting and is up to date', async () => {
    const page = renderConfigurationPage();
    for (const { schema } of settingsOf(settingsSchema)) {
      expect(page).toMatch(new RegExp(`^\\| \`${schema.variable}\` \\| .* \\| .{15,}\\. \\|$`, 'm'));
    }
    expect(await readFile(new URL('../../../docs/configuration.md', import.meta.url), 'utf8')).toBe(page);
  });
});
