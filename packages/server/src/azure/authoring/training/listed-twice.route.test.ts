import { readRecordings, recordingsAvailable } from '@taxon/testkit/data/recordings';
import { authoringAsker, jobOf } from '@taxon/testkit/server/ask-authoring';
import { type RouteServer, startRouteServer } from '@taxon/testkit/server/start-route-server';
import { afterAll, beforeAll, expect, it } from 'vitest';

let server: RouteServer;
beforeAll(async () => {
  server = await startRouteServer();
});
afterAll(() => server.stop());
const ask = (...asked: Parameters<ReturnType<typeof authoringAsker>>) =>
  authoringAsker(server, '2022-10-01-preview')(...asked);

interface TrainJob {
  readonly status: string;
  readonly warnings: unknown;
  readonly errors: readonly { readonly code: string; readonly message: string }[];
  readonly result: Readonly<Record<'trainingStatus' | 'evaluationStatus', { percentComplete: number; status: string }>>;
}

it.skipIf(!recordingsAvailable)(
  'a location that is listed twice: imported, and refused by the training, as recorded',
  async () => {
    const recorded = readRecordings().find(
      ({ recording, method }) => recording.includes('train_failed') && method === 'GET',
    )?.body as TrainJob;
    const locations = recorded.errors.map(({ message }) => /`([^`]+)`/.exec(message)?.[1] ?? '');
    expect(locations).toHaveLength(5);
    for (const location of [...locations, 'once.txt'])
      await server.writeFile('emails', location, `text of ${location}`);
    const kind = 'CustomSingleLabelClassification';
    const documents = [...locations, 'once.txt', ...locations].map((location, i) => ({
      location,
      dataset: 'Train',
      class: { category: i % 2 === 0 ? 'A' : 'B' },
    }));
    const file = {
      projectFileVersion: '2022-05-01',
      stringIndexType: 'Utf16CodeUnit',
      metadata: { projectKind: kind, storageInputContainerName: 'emails', projectName: 'Emails', language: 'en' },
      assets: { projectKind: kind, classes: [{ category: 'A' }, { category: 'B' }], documents },
    };
    const params = { projectName: 'Emails' };
    const importing = jobOf(await ask('Import', { params, payload: file }));
    await server.work('import', importing.jobId);
    const imported = (await ask('GetImportStatus', { params: { ...params, jobId: importing.jobId } })).json();
    expect(imported).toMatchObject({ status: 'succeeded', errors: recorded.errors });

    const payload = { modelLabel: 'model1', trainingConfigVersion: 'latest' };
    const training = jobOf(await ask('Train', { params, payload }));
    await server.work('train', training.jobId);
    const job: TrainJob = (await ask('GetTrainingStatus', { params: { ...params, jobId: training.jobId } })).json();
    expect(job).toMatchObject({ status: recorded.status, warnings: recorded.warnings, result: recorded.result });
    expect(job.errors.toSorted((a, b) => (a.message < b.message ? -1 : 1))).toEqual(recorded.errors);
  },
);
