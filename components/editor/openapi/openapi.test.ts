import { expect, it } from 'vitest'
import { stringify } from 'yaml'
import { cards, loadBlocks } from '../../../server/blocks/index.ts'
import { blockOfNode } from '../../../server/engine/block-of-node.ts'
import { checkFlow } from '../../../server/engine/check-flow.ts'
import type { Hands, HttpRequest } from '../../../server/engine/hands.ts'
import { readInput, runBlock } from '../../../server/engine/run-block.ts'
import { describe as inWords } from '../../../server/engine/schema-words.ts'
import { toErrorData } from '../../../server/kernel/errors.ts'
import { operationNode, wantsKey } from './operation-node.ts'
import { pets } from './pets.test-kit.ts'
import { readDocument } from './read-document.ts'

const text = JSON.stringify(pets('https://pets.example.com'))
const document = readDocument(text)
const made = (id: string) => {
  const operation = document.operations.find((one) => one.id === id)
  if (!operation) throw new Error(`no ${id}`)
  return operationNode(document, operation, { server: document.servers[0] ?? '', secret: 'pets-key' })
}
const portsOf = (id: string) => {
  const { inputs = [], outputs = [] } = made(id).node.ports ?? {}
  return Object.fromEntries([...inputs, ...outputs].map(({ name, schema, required }) => [name, `${inWords(schema)}${required ? ', needed' : ''}`]))
}

it('[openapi.operations] lists what a service offers, by the words of its document', () => {
  expect(document).toMatchObject({ title: 'Pets', version: '3.0', servers: ['https://pets.example.com/v1'] })
  expect(document.operations.map(({ title, group }) => [title, group])).toEqual([
    ['List pets', 'pets'],
    ['Take in a pet', 'pets'],
    ['Get pet', ''],
    ['PUT /pets/{petId}/photo', ''],
    ['GET /status', 'other'],
  ])
  expect(document.missed).toEqual(['OPTIONS /pets/{petId}: this method cannot be called.'])
})

it('[openapi.ports] gives each parameter a port of its type, and the answer one of its own', () => {
  expect(portsOf('get /pets')).toEqual({ XTraceID: 'text', tag: 'a list of texts', limit: 'a whole number', answer: expect.stringMatching(/^a list of/) })
  expect(portsOf('post /pets')).toMatchObject({ name: 'text, needed', kind: 'one of cat, dog, needed', born: 'a date or empty', tags: 'a list of texts' })
  // what only the service gives is not asked for
  expect(portsOf('post /pets')).not.toHaveProperty('id')
  expect(portsOf('get /pets/{petId}')).toMatchObject({ petId: 'a whole number, needed' })
  const limit = made('get /pets').node.ports?.inputs.find(({ name }) => name === 'limit')
  expect(limit?.schema).toEqual({ type: 'integer', exclusiveMinimum: 0, maximum: 100 })
  expect(portsOf('get /status')).toEqual({ answer: 'text' })
})

it('[openapi.key] asks for a secret where the operation wants a key, and for none where it does not', () => {
  expect(made('get /pets').node.inputs).toMatchObject({
    secret: { kind: 'secret', name: 'pets-key' },
    secretAs: { value: 'header' },
    secretHeader: { value: 'X-Api-Key' },
  })
  expect(made('get /pets/{petId}').node.inputs).not.toHaveProperty('secret')
  expect(made('put /pets/{petId}/photo').node.inputs.secretAs).toMatchObject({ value: 'bearer' })
  expect(document.operations.map((operation) => wantsKey(document, operation))).toEqual([true, true, false, true, false])
})

it('[openapi.named] names what could not be brought over', () => {
  expect(made('get /pets').missed).toEqual([
    '“session” goes into a cookie that is not filled.',
    'The answer: “Pet” holds itself: inside of it anything goes.',
    'The answer: “uniqueItems” is not checked.',
  ])
  expect(made('put /pets/{petId}/photo').missed).toEqual([
    'The body is sent as image/png, which is not written here. Use an HTTP request block.',
    'Signing in by OAuth is not done here: keep an access token as the secret.',
  ])
  expect(made('get /status').missed).toEqual(['Its key “inAddress” goes into the address, where no secret is put.'])
  for (const [bad, words] of [
    ['openapi: 3.0.0\npaths: {}', /no operation/],
    ['openapi: 3.0.0\npaths: [', /as YAML it cannot be read: .*line 2/],
    ['{"openapi": "3.0.0", ', /This JSON cannot be read: /],
    [
      `a: &a [x]\n${Array.from({ length: 9 }, (_, n) => `${'bcdefghij'[n]}: &${'bcdefghij'[n]} [${Array(9).fill(`*${'abcdefghi'[n]}`).join(',')}]`).join('\n')}`,
      /alias/,
    ],
    ['{"swagger": "2.0"}', /Swagger 2.0/],
    ['{"openapi": "4.0.0", "paths": {}}', /3.0 and 3.1/],
    ['{"openapi": "3.1.0", "paths": {}}', /no operation/],
    ['{"a": 1}', /no OpenAPI document/],
    ['nonsense', /no OpenAPI document/],
  ] as const)
    expect(messageOf(() => readDocument(bad))).toMatch(words)
})

it('[openapi.yaml] reads YAML as it reads JSON', () => {
  const yaml = readDocument(stringify(pets('https://pets.example.com')))
  expect(yaml).toEqual(document)
  // a date stays text, a version too, and a status that is a number is a key all the same
  const small = readDocument(
    'openapi: "3.1.0"\ninfo: {title: Small, version: 2026-01-01}\npaths:\n  /a:\n    get:\n      responses:\n        200: {description: fine}\n',
  )
  expect(small).toMatchObject({ title: 'Small', operations: [{ id: 'get /a' }] })
  expect(small.root).toMatchObject({ info: { version: '2026-01-01' } })
})

it('[openapi.version-3-1] reads what 3.1 writes another way, and holds up against what is broken', () => {
  const deep = { $defs: {}, type: ['string', 'null'], examples: ['x'] }
  const read = readDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: {},
      paths: {
        '/a/{id}': {
          post: {
            parameters: [{ name: 'id', in: 'path', schema: { const: 'one' } }, { $ref: '#/nowhere' }, { name: '…', in: 'query' }],
            requestBody: {
              content: { 'application/json': { schema: { type: 'object', properties: { server: deep, n: { type: 'number', exclusiveMinimum: 2 } } } } },
            },
            responses: { '2XX': { content: { 'application/problem+json': { schema: { $ref: 'other.json#/x' } } } } },
          },
        },
      },
      servers: [{ url: '/api' }],
      webhooks: { told: {} },
    }),
    'https://example.com/docs/openapi.json',
  )
  expect(read.servers).toEqual(['https://example.com/api'])
  expect(read.missed[0]).toMatch(/^Webhooks/)
  const [operation] = read.operations
  if (!operation) throw new Error('none')
  const { node, missed } = operationNode(read, operation, { server: 'https://example.com/api', secret: '' })
  // a name that the block has for itself makes way
  expect(node.ports?.inputs.map(({ name, schema }) => [name, inWords(schema)])).toEqual([
    ['id', '"one"'],
    ['server_2', 'text or empty'],
    ['n', 'a number'],
  ])
  expect(missed).toEqual(['“…” has no letter in its name, so it got no port.', 'The answer: “other.json#/x” is not in the document: anything goes there.'])
})

it('[openapi.calls] a block made from an operation is sound, sends each value to its place, and holds the service to its word', async () => {
  const { node } = made('post /pets')
  node.inputs = { ...node.inputs, name: { kind: 'literal', value: 'Rex' }, kind: { kind: 'literal', value: 'dog' }, XTraceID: { kind: 'literal', value: 't1' } }
  const flow = { schema: 1 as const, nodes: { start: { block: 'manual.start', version: 1, inputs: {}, position: { x: 0, y: 0 } }, take: node }, wires: [] }
  expect(checkFlow(flow, cards())).toEqual([])
  const wrong = { ...flow, nodes: { ...flow.nodes, take: { ...node, inputs: { ...node.inputs, kind: { kind: 'literal' as const, value: 'cow' } } } } }
  expect(checkFlow(wrong, cards())).toMatchObject([{ code: 'bad-literal', port: 'kind' }])

  const generic = (await loadBlocks()).get('http.operation')
  if (!generic) throw new Error('no such block')
  const block = blockOfNode(node, generic)
  const input = Object.fromEntries(Object.entries(node.inputs).map(([name, value]) => [name, value.kind === 'literal' ? value.value : { secret: 'pets-key' }]))
  const sent: HttpRequest[] = []
  const opened: unknown[] = []
  const answering = (body: object): Partial<Hands> => ({
    secrets: {
      open: async (...asked) => {
        opened.push(asked)
        return 'opened'
      },
    },
    http: {
      request: async (request) => {
        sent.push(request)
        return { status: 201, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
      },
    },
  })
  const given = { id: 7, name: 'Rex', kind: 'dog' }
  const end = await runBlock(block, readInput(block, input as never), answering(given) as Hands)
  expect(end).toMatchObject({ outcome: 'done', output: { status: 201, answer: given } })
  expect(sent).toEqual([
    {
      ...{ method: 'POST', url: 'https://pets.example.com/v1/pets', timeoutMs: 30_000, secretHeader: 'X-Api-Key' },
      headers: { 'content-type': 'application/json', 'x-trace-id': 't1', 'x-api-key': 'opened' },
      body: '{"kind":"dog","name":"Rex"}',
    },
  ])
  expect(opened).toEqual([[{ secret: 'pets-key' }, 'pets.example.com']])
  // another kind of pet than the document knows
  const broken = await runBlock(block, readInput(block, input as never), answering({ ...given, kind: 'cow' }) as Hands).catch((error: unknown) =>
    toErrorData(error),
  )
  expect(JSON.stringify(broken)).toMatch(/cow/)
  expect(broken).not.toMatchObject({ outcome: 'done' })
})

function messageOf(work: () => unknown): string {
  try {
    work()
    return 'fine'
  } catch (error) {
    return toErrorData(error).message
  }
}
