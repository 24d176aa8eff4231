// The walls of the house, for dependency-cruiser: who may import whom, and why. `npm run check` fails on any of them.

/** Low to high: a module may reach the front doors of lower ones only. News travels up as events. */
const stairs = [
  'memory/feed',
  'mail',
  'accounts',
  'access',
  'files',
  'memory/records',
  'vault',
  'services',
  'models',
  'environments',
  'flows',
  'runs',
  'copilot',
  'triggers',
  'rooms',
  'notices',
  'comments',
  'links',
  'agui',
  'live',
]
const contracts = '/contract\\.ts$'
const tests = '(\\.test\\.tsx?$|\\.suite\\.ts$|test-kit\\.ts$|test-database\\.ts$)'

// the last has nothing above it, and an empty list of paths would match everything
const upwards = stairs.slice(0, -1).map((module, step) => ({
  name: `stairs-${module.replace('/', '-')}`,
  comment: `${module} knows only what stands below it; what is above hears of it by events.`,
  severity: 'error',
  from: { path: `^server/${module}/`, pathNot: tests },
  to: { path: stairs.slice(step + 1).map((higher) => `^server/${higher}/`), pathNot: [contracts, '^server/flows/templates/'] },
}))

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', comment: 'Two files that need each other are one thing, or a third is missing.', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'An import that does not resolve breaks at run time. What the bench measures us beside is installed on demand only.',
      severity: 'error',
      from: { pathNot: '^e2e/bench/peers/arms/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'kernel-knows-nothing',
      comment: 'Words everyone shares stand on zod alone.',
      severity: 'error',
      from: { path: '^server/kernel/', pathNot: tests },
      to: { pathNot: ['^server/kernel/', 'node_modules/zod/'] },
    },
    {
      name: 'engine-is-pure',
      comment: 'Worker and editor run the same engine: no I/O, clock or chance may be reachable from it.',
      severity: 'error',
      from: { path: '^server/(engine|conversation)/', pathNot: tests },
      to: { pathNot: ['^server/(engine|kernel|conversation)/', 'node_modules/zod/', 'node_modules/@marcbachmann/cel-js/'] },
    },
    {
      name: 'engine-below-conversation',
      comment: 'The conversation speaks of runs; runs know nothing of conversations.',
      severity: 'error',
      from: { path: '^server/engine/' },
      to: { path: '^server/conversation/' },
    },
    {
      name: 'document-is-pure',
      comment: 'Every browser and server must read the same flow from the same document.',
      severity: 'error',
      from: { path: '^server/document/', pathNot: tests },
      to: { pathNot: ['^server/(document|engine|kernel)/', 'node_modules/yjs/'] },
    },
    {
      name: 'blocks-get-hands',
      comment: 'A block acts only through the hands it is given: permission, secrets and recording live in one place.',
      severity: 'error',
      from: { path: '^server/blocks/', pathNot: [tests, '^server/blocks/index\\.ts$'] },
      to: { pathNot: ['^server/(blocks|engine|kernel)/', 'node_modules/zod/'] },
    },
    {
      name: 'components-see-no-server',
      comment: 'What people see knows contracts and pure parts, never what runs on the server.',
      severity: 'error',
      from: { path: '^components/', pathNot: tests },
      to: { path: '^server/', pathNot: [contracts, '^server/(kernel|engine|conversation|document)/', '^server/blocks/show/props/'] },
    },
    {
      name: 'components-reach-no-io',
      comment: 'Not even indirectly: the browser bundle must never hold a server module.',
      severity: 'error',
      from: { path: '^components/', pathNot: tests },
      to: { path: ['node_modules/pg/', 'node_modules/@dbos-inc/', '^server/platform/', '^server/durable/'], reachable: true },
    },
    {
      name: 'dbos-has-one-home',
      comment: 'Only durable/ and workers/ may know which engine keeps our runs.',
      severity: 'error',
      from: { pathNot: ['^server/durable/', '^workers/', '^e2e/bench/'] },
      to: { path: 'node_modules/@dbos-inc/' },
    },
    {
      name: 'database-behind-stores',
      comment: 'SQL lives in store.ts files, durable/ and platform/: one place to read what touches a table.',
      severity: 'error',
      from: {
        path: '^(server|app|workers)/',
        pathNot: ['^server/(platform|durable)/', '^workers/prepare-database\\.ts$', '/store\\.ts$', '-store\\.ts$', tests],
      },
      to: { path: ['node_modules/pg/', '^server/generated/prisma/'] },
    },
    {
      name: 'routes-go-through-http',
      comment: 'A door that skips http skips the checks.',
      severity: 'error',
      from: { path: '^app/.*/route\\.ts$' },
      to: { path: ['^server/platform/', '^server/durable/', '/store\\.ts$'] },
    },
    {
      name: 'front-doors-only',
      comment: 'From outside, a module is its index (or its contract).',
      severity: 'error',
      from: { path: '^server/([^/]+)/', pathNot: [tests, '^server/(memory)/'] },
      to: {
        path: `^server/(${[...stairs.filter((module) => !module.includes('/') && module !== 'live'), 'welcome'].join('|')})/`,
        pathNot: ['^server/$1/', '/index\\.ts$', contracts],
      },
    },
    {
      name: 'durable-below-modules',
      comment: 'durable and platform are the ground floor.',
      severity: 'error',
      from: { path: '^server/(durable|platform)/', pathNot: tests },
      to: { path: '^server/', pathNot: '^server/(durable|platform|engine|kernel|conversation|generated)/' },
    },
    {
      name: 'no-dev-dependencies-in-product',
      comment: 'What ships may not need what is only there for tests.',
      severity: 'error',
      from: { path: '^(app|components|server|workers)/', pathNot: [tests] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    ...upwards,
  ],
  options: {
    doNotFollow: { path: ['node_modules', '^server/generated'] },
    exclude: { path: '^(\\.next|\\.hearth)' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
    },
  },
}
