import { jobOf } from '@taxon/testkit/server/ask-authoring';
import { describeAuthoring } from '@taxon/testkit/server/use-authoring';
import { expect, it } from 'vitest';

describeAuthoring(({ fresh }) => {
  it('trains; the job says how far it is, and is listed', async () => {
    const project = fresh('trained');
    await project.importFile();
    const { params, ask, server } = project;
    const accepted = await project.requestTraining('m1');
    expect(accepted.statusCode).toBe(202);
    const { jobId } = jobOf(accepted);
    const second = await project.requestTraining('m1');
    expect(second.statusCode).toBe(409);
    expect(second.json().error.code).toBe('Conflict');
    await server.work('train', jobId);
    const job = (await ask('GetTrainingStatus', { params: { ...params, jobId } })).json();
    expect(job).toMatchObject({
      status: 'succeeded',
      result: {
        modelLabel: 'm1',
        trainingConfigVersion: '2022-05-01',
        trainingStatus: { percentComplete: 100, status: 'succeeded' },
        evaluationStatus: { percentComplete: 100, status: 'succeeded' },
      },
    });
    expect((await ask('ListTrainingJobs', { params })).json()).toEqual({ value: [job], nextLink: null });
    const late = await ask('CancelTrainingJob', { params: { ...params, jobId } });
    expect(late.statusCode).toBe(409);
  });
});
