import { jobOf } from '@taxon/testkit/server/ask-authoring';
import { describeAuthoring } from '@taxon/testkit/server/use-authoring';
import { expect, it } from 'vitest';

describeAuthoring(({ fresh }) => {
  it('lists the model with the members of its version', async () => {
    const project = fresh('listed');
    await project.train('m1');
    const { params, ask, version } = project;
    const one = (await ask('GetTrainedModel', { params: { ...params, trainedModelLabel: 'm1' } })).json();
    expect((await ask('ListTrainedModels', { params })).json().value).toEqual([one]);
    expect(Object.hasOwn(one, 'hasSnapshot')).toBe(version !== '2022-05-01');
  });

  it('refuses to delete a deployed model, naming the deployments; deletes one that is not', async () => {
    const project = fresh('deployed');
    await project.train('m1');
    const { params, ask } = project;
    const model = { ...params, trainedModelLabel: 'm1' };
    const deployments = ['production', 'staging'];
    for (const deploymentName of deployments) await project.deploy(deploymentName, 'm1');
    const refused = await ask('DeleteTrainedModel', { params: model });
    expect(refused.statusCode).toBe(409);
    for (const deploymentName of deployments) expect(refused.json().error.message).toContain(deploymentName);
    for (const deploymentName of deployments) {
      const { jobId } = jobOf(await ask('DeleteDeployment', { params: { ...params, deploymentName } }));
      const state = await ask('GetDeploymentStatus', { params: { ...params, deploymentName, jobId } });
      expect(state.json().status).toBe('succeeded');
    }
    expect((await ask('DeleteTrainedModel', { params: model })).statusCode).toBe(204);
    expect((await ask('GetTrainedModel', { params: model })).json().error.code).toBe('NotFound');
  });
});
