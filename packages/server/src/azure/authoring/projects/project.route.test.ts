import { jobOf } from '@taxon/testkit/server/ask-authoring';
import { describeAuthoring } from '@taxon/testkit/server/use-authoring';
import { expect, it } from 'vitest';

describeAuthoring(({ fresh }) => {
  it('creates a project, then changes it by a merge patch', async () => {
    const project = fresh('changed');
    const { projectName, params } = project;
    const created = await project.create({ multilingual: 'False' });
    expect(created.statusCode).toBe(201);
    expect(created.headers.location).toBe(
      `https://taxon.example/language/authoring/analyze-text/projects/${projectName}/${projectName}`,
    );
    const changed = await project.put({ description: 'second' });
    expect(changed.statusCode).toBe(200);
    expect(changed.headers).not.toHaveProperty('location');
    expect((await project.ask('GetProject', { params })).json()).toMatchObject({
      projectKind: project.shownKind,
      description: 'second',
      storageInputContainerName: projectName,
      multilingual: false,
    });
  });

  it('deletes the project at once for everybody, its rows by a job', async () => {
    const project = fresh('deleted');
    expect((await project.create()).statusCode).toBe(201);
    const { params, ask, server } = project;
    const { jobId, url } = jobOf(await ask('DeleteProject', { params }));
    expect(url).toContain('/projects/global/deletion-jobs/');
    expect((await ask('GetProject', { params })).json().error.code).toBe('ProjectNotFound');
    await server.work('delete-project', jobId);
    expect((await ask('GetProjectDeletionStatus', { params: { jobId } })).json().status).toBe('succeeded');
  });
});
