import { owner, type TestEngine } from '../engine/test-engine.ts';

const sentences: Readonly<Record<string, readonly string[]>> = {
  Billing: [
    'my invoice shows the wrong amount',
    'please refund the payment you took twice',
    'the invoice for March is missing',
    'why was my card charged again',
    'I want to pay the invoice by bank transfer',
    'the refund has not arrived on my account',
  ],
  Login: [
    'I cannot sign in with my password',
    'the login page says my account is locked',
    'reset my password please',
    'the sign in code never arrives',
    'two factor login asks again and again',
    'my password was changed and I am locked out',
  ],
};

type Sampled = Pick<TestEngine, 'engine' | 'work'>;

/**
 * Two small trained projects, each deployed as `production`: `support` (single-label, Billing and Login) and `films`
 * (multi-label, the same classes; a third of its texts has both).
 */
export async function trainSampleProjects(test: Sampled): Promise<void> {
  await trainSampleProject(test, 'support', 'single');
  await trainSampleProject(test, 'films', 'multi');
}

/** One of them, for a test that changes its classes, models or deployments. */
export async function trainSampleProject(
  { engine, work }: Sampled,
  name: string,
  kind: 'single' | 'multi',
): Promise<void> {
  await engine.projects.createOrChange(owner, name, { kind, language: 'en' });
  for (const className of Object.keys(sentences)) await engine.projects.addClass(owner, name, className);
  for (const [index, document] of documents(kind).entries()) {
    await engine.dataset.putDocument(owner, name, { name: `${index}.txt`, ...document });
  }
  const { operation } = await engine.training.requestTraining(owner, name, {
    modelName: 'm1',
    configVersion: 'latest',
  });
  await work('train', operation.id);
  await engine.deployments.deploy(owner, name, 'production', 'm1');
}

function documents(kind: 'single' | 'multi'): { text: string; labels: string[] }[] {
  const [billing = [], login = []] = Object.values(sentences);
  const single = Object.entries(sentences).flatMap(([label, texts]) =>
    texts.flatMap((text) => [text, `Hello, ${text}. Thanks!`].map((each) => ({ text: each, labels: [label] }))),
  );
  if (kind === 'single') return single;
  const both = billing.map((text, index) => ({ text: `${text} and ${login[index]}`, labels: ['Billing', 'Login'] }));
  return [...single, ...both];
}
