import { expect, it } from 'vitest'
import { z } from 'zod'
import { compile } from './compile.ts'
import { catalogueOf, flow, node, says } from './compose.test-kit.ts'
import { type Block, defineBlock } from './define-block.ts'
import { defineContainer } from './define-container.ts'
import type { Flow } from './flow.ts'
import { generic, listOfGeneric, secretOf } from './port-types.ts'
import { kitBlocks } from './test-blocks.test-kit.ts'

const shared = { summary: '', category: 'test', icon: 'x', examples: [] }
const extra: Block[] = [
  defineBlock({
    ...shared,
    id: 'x.number',
    title: 'Number',
    effect: 'pure',
    input: z.object({ value: z.number().max(10) }),
    output: z.object({ value: z.number() }),
    run: ({ input }) => input,
  }),
  defineBlock({
    ...shared,
    id: 'x.keyed',
    title: 'Keyed',
    effect: 'external',
    needs: ['http'],
    input: z.object({ key: secretOf('openai') }),
    output: z.object({}),
    run: () => ({}),
  }),
  defineBlock({
    ...shared,
    id: 'x.same',
    title: 'Same',
    effect: 'pure',
    input: z.object({ value: generic('T') }),
    output: z.object({ value: generic('T'), list: listOfGeneric('T') }),
    run: ({ input }) => ({ value: input.value, list: [input.value] }),
  }),
  defineBlock({
    ...shared,
    id: 'x.agent',
    title: 'Agent',
    effect: 'composite',
    input: z.object({ tools: z.array(z.unknown()) }),
    output: z.object({}),
    fields: { tools: { control: 'tools' } },
    run: () => ({}),
  }),
  defineContainer({
    ...shared,
    id: 'x.holder',
    title: 'Holder',
    container: 'try',
    input: z.object({}),
    output: z.object({}),
    inside: { outputs: z.object({}), inputs: z.object({}) },
  }),
  defineBlock({ ...shared, id: 'x.show', title: 'Show', effect: 'recorded', input: z.object({ text: z.number() }), output: z.object({}), run: () => ({}) }),
]
const blocks = new Map([...kitBlocks, ...extra.map((block): [string, Block] => [block.card.id, block])])
const catalogue = catalogueOf(blocks)

function problems(made: Flow): { code: string; message: string; at: string }[] {
  const compiled = compile(made, catalogue)
  return compiled.ok
    ? []
    : compiled.problems.map(({ code, message, node: id, port, wire }) => ({
        code,
        message,
        at: [wire, id, port].filter((part) => part !== undefined).join(' '),
      }))
}

const refused: [string, Flow, string, string, RegExp][] = [
  [
    'a cycle',
    flow({ a: node('kit.pure'), b: node('kit.external'), c: node('kit.pure') }, [
      ['a.text', 'b.a'],
      ['b.text', 'c.a'],
      ['c.done', 'a.after'],
    ]),
    'cycle',
    'a',
    /in a circle: "Pure" → "External" → "Pure" → "Pure". Remove one/,
  ],
  ['a node wired to itself', flow({ a: node('kit.pure') }, [['a.text', 'a.a']]), 'cycle', 'a', /leads back into itself/],
  ['an unknown block', flow({ a: node('no.such') }), 'unknown-block', 'a', /There is no block called "no.such" here. Replace/],
  ['an unknown input', flow({ a: node('kit.pure', { zzz: 1 }) }), 'unknown-port', 'a zzz', /no input called "zzz". It has a, b, c and salt/],
  [
    'a wire from no port',
    flow({ a: node('kit.pure'), b: node('kit.pure') }, [['a.zzz', 'b.a']]),
    'unknown-port',
    '0 a zzz',
    /no output called "zzz". It has text/,
  ],
  ['a wire to no port', flow({ a: node('kit.pure'), b: node('kit.pure') }, [['a.text', 'b.zzz']]), 'unknown-port', '0 b zzz', /no input called "zzz"/],
  ['a wire to no node', flow({ a: node('kit.pure') }, [['a.text', 'gone.a']]), 'unknown-node', '0', /"gone", which is not in this flow. Remove the wire/],
  [
    'a wrong type',
    flow({ a: node('kit.pure'), b: node('x.number') }, [['a.text', 'b.value']]),
    'type-mismatch',
    '0 b value',
    /from "Pure" to "Value" of "Number" does not fit: text does not fit a number. Choose/,
  ],
  ['a missing input', flow({ a: node('x.number') }), 'missing-input', 'a value', /"Number" needs "Value". Fill it in, or draw a wire/],
  ['a literal of the wrong type', flow({ a: node('x.number', { value: 'one' }) }), 'bad-literal', 'a value', /should be a number, but is the text "one"/],
  ['a literal out of range', flow({ a: node('x.number', { value: 11 }) }), 'bad-literal', 'a value', /should be at most 10/],
  ['a literal where a secret belongs', flow({ a: node('x.keyed', { key: 'sk-123' }) }), 'bad-literal', 'a key', /takes a secret. Choose one from the vault/],
  [
    'two wires into one port',
    flow({ a: node('kit.pure'), b: node('kit.pure'), c: node('kit.pure') }, [
      ['a.text', 'c.a'],
      ['b.text', 'c.a'],
    ]),
    'two-wires',
    '1 c a',
    /more than one wire. Keep one, or join them with a Merge/,
  ],
  ['two triggers', flow({ a: node('kit.start'), b: node('kit.start') }), 'many-triggers', '', /a and b are all triggers/],
  ['a newer version', flow({ a: { ...node('kit.pure'), version: 9 } }), 'newer-version', 'a', /version 9 of its block, and this installation has version 1/],
  ['an unknown tool', flow({ a: node('x.agent', { tools: [{ block: 'no.such' }] }) }), 'bad-tool', 'a tools', /no block called "no.such" to use as a tool/],
  ['a trigger as a tool', flow({ a: node('x.agent', { tools: [{ block: 'kit.start' }] }) }), 'bad-tool', 'a tools', /starts flows and cannot be a tool/],
  [
    'tools that are worked out',
    flow({ a: says(node('x.agent'), 'tools', '[]') }),
    'bad-expression',
    'a tools',
    /"Tools" of "Agent": tools are chosen, not worked out/,
  ],
  [
    'a container as a tool',
    flow({ a: node('x.agent', { tools: [{ block: 'x.holder' }] }) }),
    'bad-tool',
    'a tools',
    /"Holder" holds other blocks and cannot be a tool/,
  ],
  [
    'two tools of one name',
    flow({
      a: node('x.agent', {
        tools: [
          { block: 'kit.pure', name: 'n' },
          { block: 'kit.external', name: 'n' },
        ],
      }),
    }),
    'bad-tool',
    'a tools',
    /two tools are called "n"/,
  ],
  [
    'a tool shown by what cannot show it',
    flow({ a: node('x.agent', { tools: [{ block: 'kit.pure', show: 'x.show' }] }) }),
    'bad-tool',
    'a tools',
    /"Show" cannot show what "kit.pure" gives: "text": text does not fit a number/,
  ],
]
it.each(refused)('[compile.problems] refuses %s, says where and what to do', (_, made, code, at, message) => {
  expect(problems(made)).toEqual([{ code, at, message: expect.stringMatching(message) }])
})

it('[compile.problems] refuses a flow that is too large, at once', () => {
  expect(problems(flow(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`n${i}`, node('no.such')]))))).toEqual([
    expect.objectContaining({ code: 'too-large' }),
  ])
})

it('[compile.problems] refuses a flow that is nested too deep to walk, and works out the longest chains', () => {
  const id = (i: number): string => `n${9999 - i}`
  const size = 2000
  const made = (block: string, wires: [number, number][], port: string) =>
    flow(
      Object.fromEntries(Array.from({ length: size }, (_, i) => [id(i), i === 0 && block === 'x.same' ? node(block, { value: 1 }) : node(block)])),
      wires.map(([from, to]) => [`${id(from)}.${port}`, `${id(to)}.${block === 'x.same' ? 'value' : 'after'}`]),
    )
  const chain = Array.from({ length: size - 1 }, (_, i): [number, number] => [i, i + 1])
  expect(problems(made('kit.external', chain, 'text'))).toEqual([])
  expect(problems(made('x.same', chain, 'value'))).toEqual([])
  // Of every two nodes one is beside all that follows, the other before it.
  const nested = Array.from(
    { length: size / 2 },
    (_, i) =>
      [
        [2 * i, 2 * i + 2],
        [2 * i, 2 * i + 3],
      ] as [number, number][],
  )
    .flat()
    .filter(([, to]) => to < size)
  expect(problems(made('kit.external', nested, 'text'))).toEqual([{ code: 'too-large', at: '', message: expect.stringContaining('more than 200 levels deep') }])
}, 60_000)

it('[compile.problems] names them all in one go', () => {
  expect(
    problems(
      flow({ a: node('x.number'), b: node('no.such') }, [
        ['b.x', 'a.value'],
        ['a.value', 'gone.a'],
      ]),
    ).map(({ code }) => code),
  ).toEqual(['unknown-block', 'unknown-node'])
})

it('[compile.problems] leaves disabled nodes alone', () => {
  expect(problems(flow({ a: { ...node('x.number'), disabled: true }, b: { ...node('kit.start'), disabled: true }, c: node('kit.start') }))).toEqual([])
})

it('[compile.generic] gives a generic output the type of what is wired in', () => {
  const made = (port: string) =>
    flow({ a: node('kit.pure'), same: node('x.same'), more: node('x.same'), b: node('x.number') }, [
      ['a.text', 'same.value'],
      ['same.value', 'more.value'],
      [`more.${port}`, 'b.value'],
    ])
  expect(problems(made('value'))[0]?.message).toContain('text does not fit a number')
  expect(problems(made('list'))[0]?.message).toContain('a list of texts does not fit a number')
})

it('[compile.shape] drops pure nodes, keeps their order, and runs side by side what may', () => {
  const made = flow({ start: node('kit.start'), a: node('kit.external'), b: node('kit.external'), p: node('kit.pure'), z: node('kit.external') }, [
    ['start.text', 'a.a'],
    ['start.text', 'b.a'],
    ['a.text', 'p.a'],
    ['b.text', 'p.b'],
    ['p.text', 'z.a'],
  ])
  const compiled = compile(made, catalogue)
  const leaf = (id: string) => ({ kind: 'leaf', node: id })
  expect(compiled).toMatchObject({
    ok: true,
    plan: {
      root: { kind: 'series', children: [{ kind: 'parallel', children: [leaf('a'), leaf('b')] }, leaf('z')] },
      blocks: { 'kit.external': 1, 'kit.pure': 1, 'kit.start': 1 },
    },
  })
})

it('[compile.shape] keeps what is no fork and join as a rigid node, with its links', () => {
  const made = flow({ a: node('kit.external'), b: node('kit.external'), c: node('kit.external'), d: node('kit.external') }, [
    ['a.text', 'c.a'],
    ['b.text', 'c.b'],
    ['b.text', 'd.a'],
  ])
  const compiled = compile(made, catalogue)
  expect(compiled.ok && compiled.plan.root).toMatchObject({
    kind: 'rigid',
    children: [{ node: 'a' }, { node: 'b' }, { node: 'c' }, { node: 'd' }],
    after: [[], [], [0, 1], [1]],
  })
})

it('[compile.tools] pins the versions of blocks that are only used as tools', () => {
  const compiled = compile(flow({ a: node('x.agent', { tools: [{ block: 'kit.external', show: 'kit.recorded' }] }) }), catalogue)
  expect(compiled.ok && compiled.plan.blocks).toEqual({ 'kit.external': 1, 'kit.recorded': 1, 'x.agent': 1 })
})
