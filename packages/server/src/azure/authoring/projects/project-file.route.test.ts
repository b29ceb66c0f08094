import { owner } from '@taxon/testkit/engine/test-engine';
import { jobOf } from '@taxon/testkit/server/ask-authoring';
import { describeAuthoring, fileClasses } from '@taxon/testkit/server/use-authoring';
import { expect, it } from 'vitest';

describeAuthoring(({ fresh }) => {
  it('imports the project file', async () => {
    const project = fresh('imported');
    expect((await project.create()).statusCode).toBe(201);
    const { params, ask, server, projectName } = project;
    const accepted = await ask('Import', { params, payload: await project.writeFile() });
    expect(accepted.statusCode).toBe(202);
    const { jobId } = jobOf(accepted);
    const waiting = await ask('GetImportStatus', { params: { projectName, jobId } });
    expect(waiting.json().status).toBe('notStarted');
    expect(waiting.headers['retry-after']).toBe('1');
    await server.work('import', jobId);
    const job = await ask('GetImportStatus', { params: { projectName, jobId } });
    expect(job.json()).toMatchObject({ jobId, status: 'succeeded' });
    expect(job.headers).not.toHaveProperty('retry-after');
    expect(await server.engine.projects.listClasses(owner, projectName)).toEqual(
      fileClasses.map((name) => ({ name, documents: 10 })),
    );
  });
});
