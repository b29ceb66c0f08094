// The arrows between rooms (docs/architecture.md). Every rule is an error, and each says why.
const rooms = ['contract', 'classifier', 'engine', 'client', 'postgres', 'server', 'worker', 'cli', 'studio'];
const mayImport = {
  contract: [],
  classifier: [],
  engine: ['classifier'],
  client: ['contract'],
  postgres: [],
  server: ['contract', 'engine'],
  worker: ['engine', 'classifier'],
  cli: ['engine', 'postgres', 'server', 'worker', 'client', 'contract'],
  studio: ['client', 'contract'],
};
// Engine slices, left to right: a slice may import only slices to its left, and only their index.ts (code that runs on
// threads: their on-threads.ts, where there is one).
const slices = [
  'platform',
  'access',
  'operations',
  'encoders',
  'answering',
  'projects',
  'files',
  'containers',
  'dataset',
  'inference',
  'models',
  'training',
  'deployments',
  'prediction',
  'insight',
  'labeling',
];
// Folders of engine/platform, left to right: a folder may import only folders to its left. So no two import each other.
const platformFolders = ['db', 'metrics', 'notify', 'queue', 'threads'];
// Folders of the classifier, left to right: a folder may import only folders to its left (docs/adr/0019). So no two import
// each other. Imports of types count.
const classifierFolders = [
  'errors',
  'hashing',
  'text',
  'documents',
  'linear',
  'features',
  'encoder',
  'calibration',
  'decision',
  'evaluation',
  'model',
  'model-file',
  'prediction',
  'explanation',
  'card',
  'fitting',
  'selection',
  'training',
  'live',
];
// Tests, and what they stand on. The arrows of the product do not bind them; packages/testkit has rules of its own.
// Folders of the Studio, from top to bottom: a folder may import only folders of a tier below its own.
const studioTiers = [['routes'], ['app', 'features'], ['edits', 'live'], ['ui'], ['lib', 'messages', 'theme']];
const studioPlace = (names) => `^packages/studio/src/(${names.join('|')})(/|\\.tsx?$)`;
const test = '\\.test\\.tsx?$|/testing/|^packages/testkit/';
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
      comment: `Other rooms enter ${room} by its index.ts, its section of the settings by config.ts, thread tasks by on-threads.ts, and the routes of /v1 by v1-routes.ts.`,
      severity: 'error',
      from: { path: '^packages/', pathNot: `^packages/${room}/|${test}` },
      to: {
        path: `^packages/${room}/src/`,
        pathNot: `^packages/${room}/src/(index|config|on-threads|v1/v1-routes)\\.ts$`,
      },
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
      comment: `Other slices enter engine/${slice} by its index.ts only (threads: on-threads.ts).`,
      severity: 'error',
      from: { path: '^packages/engine/src/[^/]+/', pathNot: `^packages/engine/src/${slice}/|${test}` },
      to: {
        path: `^packages/engine/src/${slice}/`,
        pathNot: `^packages/engine/src/${slice}/(index|on-threads|enter-for-work)\\.ts$`,
      },
    })),
    {
      name: 'only-works-enter-for-work',
      comment:
        'Only the files of works may act in a project without judging a right: it was judged when the work was asked.',
      severity: 'error',
      from: { path: '^packages/', pathNot: `-work\\.ts$|${test}` },
      to: { path: '^packages/engine/src/access/enter-for-work\\.ts$' },
    },
    ...platformFolders.map((folder, i) => ({
      name: `platform-${folder}-looks-left`,
      comment: `platform/${folder} may import only folders to its left, and files of no folder but index.ts.`,
      severity: 'error',
      from: { path: `^packages/engine/src/platform/${folder}/`, pathNot: test },
      to: {
        path: '^packages/engine/src/platform/([^/]+/|index|on-threads)',
        pathNot: `^packages/engine/src/platform/(${platformFolders.slice(0, i + 1).join('|')})/`,
      },
    })),
    {
      name: 'platform-files-first',
      comment: 'Files of platform that lie in no folder (errors, names, …) stand below all folders.',
      severity: 'error',
      from: {
        path: '^packages/engine/src/platform/[^/]+\\.ts$',
        pathNot: `^packages/engine/src/platform/(index|on-threads)\\.ts$|${test}`,
      },
      to: { path: '^packages/engine/src/platform/([^/]+/|index|on-threads)' },
    },
    {
      name: 'platform-folders-in-order',
      comment: 'A folder of platform has a place in the order.',
      severity: 'error',
      from: { path: '^packages/engine/src/platform/', pathNot: test },
      to: {
        path: '^packages/engine/src/platform/[^/]+/',
        pathNot: `^packages/engine/src/platform/(${platformFolders.join('|')})/`,
      },
    },
    ...classifierFolders.map((folder, i) => ({
      name: `classifier-${folder}-looks-left`,
      comment: `classifier/${folder} may import only folders to its left, and never index.ts.`,
      severity: 'error',
      from: { path: `^packages/classifier/src/${folder}/`, pathNot: test },
      to: {
        path: '^packages/classifier/src/',
        pathNot: `^packages/classifier/src/(${classifierFolders.slice(0, i + 1).join('|')})/`,
      },
    })),
    {
      name: 'classifier-folders-in-order',
      comment: 'A folder of the classifier has a place in the order.',
      severity: 'error',
      from: { path: '^packages/classifier/src/', pathNot: test },
      to: {
        path: '^packages/classifier/src/[^/]+/',
        pathNot: `^packages/classifier/src/(${classifierFolders.join('|')})/`,
      },
    },
    {
      name: 'classifier-stands-alone',
      comment: 'The classifier runs anywhere JavaScript runs: no packages, no Node.',
      severity: 'error',
      from: { path: '^packages/classifier/src/', pathNot: test },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'client-without-schemas',
      comment: 'A page that calls /v1 needs methods and paths; schemas would bring TypeBox into it.',
      severity: 'error',
      from: { path: '^packages/client/src/', pathNot: test },
      to: {
        path: '^packages/contract/src/',
        pathNot: '^packages/contract/src/v1/v1-routes\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'contract-and-client-without-node',
      comment: 'The Studio uses both in a browser.',
      severity: 'error',
      from: { path: '^packages/(contract|client|studio)/src/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'studio-places',
      comment: 'Every file of the Studio but main.tsx lies in a place that has a tier.',
      severity: 'error',
      from: { path: '^packages/studio/src/' },
      to: { path: '^packages/studio/src/', pathNot: studioPlace(studioTiers.flat()) },
    },
    ...studioTiers.flatMap((tier, i) =>
      tier.map((place) => ({
        name: `studio-${place}-looks-down`,
        comment: `studio/src/${place} may import: ${
          studioTiers
            .slice(i + 1)
            .flat()
            .join(', ') || 'no other folder'
        }.`,
        severity: 'error',
        from: { path: studioPlace([place]), pathNot: test },
        to: {
          path: '^packages/studio/src/',
          pathNot: studioPlace([place, ...studioTiers.slice(i + 1).flat()]),
        },
      })),
    ),
    {
      name: 'studio-features-stand-apart',
      comment: 'No feature imports another, but every feature may show the import.',
      severity: 'error',
      from: { path: '^packages/studio/src/features/([^/]+)/', pathNot: test },
      to: { path: '^packages/studio/src/features/', pathNot: '^packages/studio/src/features/($1|import)/' },
    },
    {
      name: 'studio-calls-in-few-places',
      comment: 'The client is called in api.ts of app and of each feature, in edits and in live. Screens get data.',
      severity: 'error',
      from: {
        path: '^packages/studio/src/',
        pathNot: `^packages/studio/src/(app/api\\.ts$|features/[^/]+/api\\.ts$|edits/|live/)|${test}`,
      },
      to: { path: '^packages/client/' },
    },
    {
      name: 'studio-ui-and-lib-know-no-server',
      comment: 'What is drawn or computed anywhere knows neither client nor contract.',
      severity: 'error',
      from: { path: studioPlace(['ui', 'lib', 'messages', 'theme']), pathNot: test },
      to: { path: '^packages/(client|contract)/' },
    },
    only(
      'kysely-and-pg-in-engine',
      'SQL lives in the engine; packages/postgres may ask whether PostgreSQL answers.',
      ['pg', 'kysely'],
      '^packages/(engine|postgres)/src/',
    ),
    only('fastify-in-server', 'Only the server knows HTTP.', ['fastify', '@fastify'], '^packages/server/src/'),
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
      'onnxruntime-in-encoders',
      'Packages that the user installs are loaded by encoders/onnx alone, when an encoder asks for them.',
      ['onnxruntime-node', 'onnxruntime-common', '@huggingface'],
      '^packages/engine/src/encoders/onnx/',
    ),
    only(
      'parsers-in-files',
      "File formats are the files slice's business.",
      ['csv-parse', '@streamparser'],
      '^packages/engine/src/files/',
    ),
    {
      name: 'cli-serve-and-admin-hold-the-product',
      comment: 'Only cli/serve (the process tree) and cli/admin (maintenance of a database) run the product itself.',
      severity: 'error',
      from: { path: '^packages/cli/src/', pathNot: `^packages/cli/src/(serve|admin)/|${test}` },
      to: {
        path: '^packages/(engine|postgres|server|worker)/',
        pathNot: '^packages/(engine|server|worker)/src/config\\.ts$',
      },
    },
    {
      name: 'config-sections-stay-light',
      comment: 'Every command loads the sections of the settings, so a section loads no part of its room.',
      severity: 'error',
      from: { path: '^packages/(engine|server|worker)/src/config\\.ts$' },
      to: {
        path: '^(packages|node_modules)/',
        pathNot: '^packages/engine/src/(config|platform/settings)\\.ts$|^node_modules/typebox/',
      },
    },
    {
      name: 'cli-commands-are-clients',
      comment: 'cli/commands speaks to a running Taxon over its API, from any machine.',
      severity: 'error',
      from: { path: '^packages/cli/src/commands/', pathNot: test },
      to: { path: '^packages/cli/src/(serve|admin)/' },
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
    {
      name: 'testkit-for-tests-only',
      comment: 'Only tests and benches stand on the testkit.',
      severity: 'error',
      from: { pathNot: '\\.test\\.tsx?$|/testing/|^(tests|bench|packages/testkit)/' },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'testkit-enters-by-index',
      comment: 'The testkit enters every room by its index.ts. What needs an inner file stands beside the test.',
      severity: 'error',
      from: { path: '^packages/testkit/' },
      to: { path: '^packages/', pathNot: '^packages/testkit/|^packages/[^/]+/src/index\\.ts$' },
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
