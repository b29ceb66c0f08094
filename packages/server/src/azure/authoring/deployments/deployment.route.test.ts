import { jobOf } from '@taxon/testkit/server/ask-authoring';
import { describeAuthoring } from '@taxon/testkit/server/use-authoring';
import { expect, it } from 'vitest';

describeAuthoring(({ fresh }) => {
  it('deploys', async () => {
    const project = fresh('deployed');
    await project.train('m1');
    const { params, ask } = project;
    const at = { ...params, deploymentName: 'production' };
    const accepted = await ask('DeployProject', { params: at, payload: { trainedModelLabel: 'm1' } });
    expect(accepted.statusCode).toBe(202);
    const { jobId } = jobOf(accepted);
    expect((await ask('GetDeploymentStatus', { params: { ...at, jobId } })).json().status).toBe('succeeded');
    expect((await ask('GetDeployment', { params: at })).json()).toMatchObject({
      deploymentName: 'production',
      modelId: expect.stringMatching(/^m1-/),
    });
  });

  it('exchanges deployments', async () => {
    const project = fresh('exchanged');
    await project.train('m1');
    const { params, ask } = project;
    for (const deploymentName of ['production', 'staging']) await project.deploy(deploymentName, 'm1');
    const payload = { firstDeploymentName: 'production', secondDeploymentName: 'staging' };
    const { jobId } = jobOf(await ask('SwapDeployments', { params, payload }));
    const swap = await ask('GetSwapDeploymentsStatus', { params: { ...params, jobId } });
    expect(swap.json().status).toBe('succeeded');
    const list = (await ask('ListDeployments', { params })).json();
    expect(list.value.map(({ deploymentName }: { deploymentName: string }) => deploymentName)).toEqual([
      'production',
      'staging',
    ]);
  });
});
