import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { EngineError, type ErrorCode, errorCatalogue } from '@taxon/engine';
import { describe, expect, it } from 'vitest';
import { azureErrorShape } from '../azure/azure-error-shape.ts';
import { v1ErrorShape } from '../v1/v1-error-shape.ts';
import { v1Sentence } from '../v1/v1-sentences.ts';
import { doorErrors } from './door-errors.ts';
import { engineFault, errorMap } from './error-map.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const codes = Object.keys(errorCatalogue) as ErrorCode[];
const about = { requestId: '7f6b3c1e-0000-4000-8000-000000000000', asksForJob: false };

describe('error map', () => {
  it('has one row for every code of the catalogue and none for others', () => {
    expect(Object.keys(errorMap).sort()).toEqual([...codes].sort());
  });

  it('is written down in docs/errors.md, code by code', async () => {
    const page = await readFile(`${root}docs/errors.md`, 'utf8');
    const all = [...codes, ...Object.keys(doorErrors)];
    expect(all.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
  });

  it('has a test that names each code', async () => {
    let tests = '';
    for await (const path of glob(['packages/*/src/**/*.test.ts', 'tests/**/*.test.ts'], { cwd: root })) {
      if (!path.endsWith('error-map.test.ts')) tests += await readFile(`${root}${path}`, 'utf8');
    }
    expect(codes.filter((code) => !tests.includes(code))).toEqual([]);
  });

  it.each(codes)('%s: a refusal with status, code and the whole sentence at both kinds of doors', (code) => {
    const fault = engineFault(new EngineError(code, { field: 'name' }));
    expect(fault.status).toBeGreaterThanOrEqual(400);
    expect(JSON.stringify(azureErrorShape(fault, about).body)).toContain(JSON.stringify(fault.message).slice(1, -1));
    expect(v1ErrorShape(fault, about).body).toMatchObject({
      error: { code, message: v1Sentence(fault) },
    });
  });

  it('tells callers of a busy or broken server when to come back', () => {
    expect(engineFault(new EngineError('prediction/backlog')).retryAfterSeconds).toBe(1);
    expect(engineFault(new EngineError('platform/database-unavailable')).retryAfterSeconds).toBe(1);
    expect(engineFault(new EngineError('project/not-found')).retryAfterSeconds).toBeUndefined();
  });
});
