// The arrows between rooms (docs/architecture.md). Every rule is an error, and each says why.
const rooms = ['contract', 'classifier', 'engine', 'client', 'server', 'worker', 'cli', 'studio'];
const mayImport = {
  contract: [],
  classifier: [],
  engine: ['classifier'],
  client: ['contract'],
  server: ['contract', 'engine'],
  worker: ['engine', 'classifier'],
  cli: ['server', 'worker', 'client', 'contract'],
  studio: ['client', 'contract'],
};
// Engine slices, left to right: a slice may import only slices to its left, and only their index.ts.
const slices = [
  'platform',
  'operations',
  'access',
  'projects',
  'containers',
  'dataset',
  'models',
  'training',
  'deployments',
  'prediction',
  'insight',
  'labeling',
];
const test = '\\.test\\.tsx?$|\\.db\\.test\\.ts$|/testing/';
const only = (name, comment, packages, where) => ({
  name,
  comment,
  severity: 'error',
  from: { path: '^packages/', pathNot: `${where}|${test}` },
  to: { path: `^node_modules/(${packages.join('|')})(/|$)` },
});

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A cycle has no reading order.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import nobody can resolve is a broken build.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-package',
      comment: 'Every room declares what it imports in its own package.json.',
      severity: 'error',
      from: { path: '^packages/', pathNot: test },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    ...rooms.map((room) => ({
      name: `${room}-arrows`,
      comment: `${room} may import only: ${mayImport[room].join(', ') || 'no other room'}.`,
      severity: 'error',
      from: { path: `^packages/${room}/src/`, pathNot: test },
      to: { path: '^packages/', pathNot: `^packages/(${[room, ...mayImport[room]].join('|')})/` },
    })),
    ...rooms.map((room) => ({
      name: `into-${room}-by-index`,
      comment: `Other rooms enter ${room} by its index.ts only.`,
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/${room}/|${test}` },
      to: { path: `^packages/${room}/src/`, pathNot: `^packages/${room}/src/index\\.ts$` },
    })),
    ...slices.map((slice, i) => ({
      name: `engine-${slice}-looks-left`,
      comment: `engine/${slice} may import only slices to its left.`,
      severity: 'error',
      from: { path: `^packages/engine/src/${slice}/`, pathNot: test },
      to: { path: '^packages/engine/src/', pathNot: `^packages/engine/src/(${slices.slice(0, i + 1).join('|')})/` },
    })),
    ...slices.map((slice) => ({
      name: `engine-${slice}-by-index`,
      comment: `Other slices enter engine/${slice} by its index.ts only.`,
      severity: 'error',
      from: { path: '^packages/engine/src/[^/]+/', pathNot: `^packages/engine/src/${slice}/|${test}` },
      to: { path: `^packages/engine/src/${slice}/`, pathNot: `^packages/engine/src/${slice}/index\\.ts$` },
    })),
    {
      name: 'classifier-stands-alone',
      comment: 'The classifier runs anywhere JavaScript runs: no packages, no Node.',
      severity: 'error',
      from: { path: '^packages/classifier/src/', pathNot: test },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'contract-and-client-without-node',
      comment: 'The Studio uses both in a browser.',
      severity: 'error',
      from: { path: '^packages/(contract|client|studio)/src/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    only(
      'kysely-and-pg-in-engine',
      'SQL lives in the engine; the supervisor in cli/src/serve may ask whether PostgreSQL answers.',
      ['pg', 'kysely'],
      '^packages/(engine/src|cli/src/serve)/',
    ),
    only('fastify-in-server', 'Only the HTTP door knows HTTP.', ['fastify', '@fastify'], '^packages/server/src/'),
    only(
      'queue-in-platform-and-worker',
      'graphile-worker stays behind platform/queue and the runner.',
      ['graphile-worker'],
      '^packages/(engine/src/platform/queue|worker/src)/',
    ),
    only(
      'piscina-in-threads',
      'One CPU pool, in platform/threads.',
      ['piscina'],
      '^packages/engine/src/platform/threads/',
    ),
    only(
      'onnxruntime-in-embedder',
      'Packages that the user installs are loaded by platform/embedder alone, when an encoder asks for them.',
      ['onnxruntime-node', 'onnxruntime-common', '@huggingface'],
      '^packages/engine/src/platform/embedder/',
    ),
    only(
      'parsers-in-dataset',
      "File formats are the dataset slice's business.",
      ['csv-parse', '@streamparser'],
      '^packages/engine/src/dataset/',
    ),
    {
      name: 'doors-in-serve-only',
      comment: 'Outside serve/, the CLI is only an API client.',
      severity: 'error',
      from: { path: '^packages/cli/src/', pathNot: `^packages/cli/src/serve/|${test}` },
      to: { path: '^packages/(server|worker)/' },
    },
    {
      name: 'handlers-know-no-sql',
      comment: 'A handler parses, calls one service act, returns.',
      severity: 'error',
      from: { path: '^packages/(server|worker)/src/', pathNot: test },
      to: { path: '-store\\.ts$|-read\\.ts$' },
    },
    {
      name: 'product-never-imports-tests',
      comment: 'Tests judge; they are not a library.',
      severity: 'error',
      from: { path: '^packages/', pathNot: test },
      to: { path: `^(tests|bench|scripts)/|${test}` },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.types|dist|tests/clients)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
    combinedDependencies: false,
  },
};
