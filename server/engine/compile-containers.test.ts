import { expect, it } from 'vitest'
import { z } from 'zod'
import { compile } from './compile.ts'
import { catalogueOf, flow, node, says, within } from './compose.test-kit.ts'
import { shapeBlocks } from './containers.test-kit.ts'
import { defineContainer } from './define-container.ts'
import type { Flow, FlowNode } from './flow.ts'
import { linksOf } from './graph.ts'
import { kitCatalogue } from './test-blocks.test-kit.ts'

const catalogue = catalogueOf(shapeBlocks)
const leaf = (id: string) => ({ kind: 'leaf', node: id })

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

function planned(made: Flow) {
  const compiled = compile(made, catalogue)
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'))
  return compiled.plan
}

/** A list, walked: what is in `each` takes the item and gives a result back. */
const walked = (inner: Record<string, FlowNode>, wires: [string, string][]): Flow =>
  flow({ list: node('shape.list'), each: node('shape.each'), ...inner }, [['list.names', 'each.items'], ...wires])

const good = walked({ one: within('each', node('shape.text')), end: node('shape.texts') }, [
  ['each.item', 'one.text'],
  ['one.text', 'each.result'],
  ['each.results', 'end.texts'],
])

it('[compile.containers] compiles what is in a container by itself, and takes the container as one step outside', () => {
  const plan = planned(good)
  expect(plan.root).toEqual({ kind: 'series', children: [leaf('each'), leaf('end')] })
  expect(plan.inside).toEqual({ each: leaf('one') })
})

it('[compile.containers] makes a container wait for what anything in it takes from around it, however deep', () => {
  const made = flow(
    {
      before: node('kit.external'),
      list: node('shape.list'),
      outer: node('shape.each'),
      inner: within('outer', node('shape.try')),
      deep: within('inner', node('kit.external')),
      beside: within('outer', node('kit.external')),
    },
    [
      ['list.names', 'outer.items'],
      ['before.text', 'deep.a'],
      ['beside.text', 'deep.b'],
      ['outer.item', 'deep.c'],
      ['deep.text', 'inner.value'],
      ['inner.value', 'outer.result'],
    ],
  )
  const plan = planned(made)
  expect(plan.root).toEqual({ kind: 'series', children: [leaf('before'), leaf('outer')] })
  expect(plan.inside).toEqual({ outer: { kind: 'series', children: [leaf('beside'), leaf('inner')] }, inner: leaf('deep') })
})

it('[compile.containers] plans nothing for a disabled container and what is in it, and null where all is pure or nothing is', () => {
  const off = { ...good, nodes: { ...good.nodes, each: { ...node('shape.each'), disabled: true }, end: { ...node('shape.texts'), disabled: true } } }
  expect(planned(off)).toMatchObject({ root: null })
  expect(planned(off).inside).toBeUndefined()
  expect(planned(off).blocks).toEqual({ 'shape.list': 1 })
  expect(planned(flow({ t: node('shape.try'), u: node('shape.try'), p: within('t', node('kit.pure')) })).inside).toEqual({ t: null, u: null })
})

it('[compile.containers-hash] keeps the hash of flows without containers, and has what is inside in the hash of the others', () => {
  const plain = flow({ start: node('kit.start'), a: node('kit.external'), b: node('kit.external'), p: node('kit.pure'), z: node('kit.external') }, [
    ['start.text', 'a.a'],
    ['start.text', 'b.a'],
    ['a.text', 'p.a'],
    ['b.text', 'p.b'],
    ['p.text', 'z.a'],
  ])
  const compiled = compile(plain, kitCatalogue)
  // As it was before there were containers: plans that are stored must still be found.
  expect(compiled.ok && compiled.plan.hash).toBe('521329c4ffb3d020337f81fd98b25894dfb6ac5eac6fdfb46a95975199eddd74')
  const other = walked(
    { one: within('each', node('shape.text')), two: within('each', node('shape.text', { text: 'x' })), end: node('shape.texts') },
    good.wires.slice(1).map(({ from, to }) => [`${from.node}.${from.port}`, `${to.node}.${to.port}`]),
  )
  expect(planned(other).root).toEqual(planned(good).root)
  expect(planned(other).blocks).toEqual(planned(good).blocks)
  expect(planned(other).hash).not.toBe(planned(good).hash)
})

it('[compile.containers-generic] carries types into a container and out of it again', () => {
  const into = (port: string, inner: FlowNode) =>
    walked({ one: within('each', inner) }, [
      [`each.${port}`, 'one.value'],
      ['one.value', 'each.result'],
    ])
  expect(problems(into('item', node('shape.number')))[0]).toMatchObject({
    code: 'type-mismatch',
    at: '1 one value',
    message: expect.stringContaining('text does not fit a number'),
  })
  expect(problems(into('index', node('shape.number')))).toEqual([])
  const out = walked({ one: within('each', node('shape.number', { value: 1 })), end: node('shape.texts') }, [
    ['one.value', 'each.result'],
    ['each.results', 'end.texts'],
  ])
  expect(problems(out)[0]).toMatchObject({ code: 'type-mismatch', message: expect.stringContaining('its entries: a number does not fit text') })
  const nested = flow(
    { list: node('shape.list'), a: node('shape.each'), t: within('a', node('shape.try')), n: within('t', node('shape.text')), end: node('shape.number') },
    [
      ['list.people', 'a.items'],
      ['a.item', 't.after'],
      ['a.item', 'n.text'],
      ['n.text', 't.value'],
      ['t.value', 'a.result'],
      ['a.results', 'end.value'],
    ],
  )
  expect(problems(nested).map(({ at }) => at)).toEqual(['2 n text', '5 end value'])
  expect(problems(nested)[1]?.message).toContain('a list of texts does not fit a number')
})

it('[compile.streams] lets the two ends of a stream run together, and still refuses a circle', () => {
  const made = (more: [string, string][]) => flow({ g: node('shape.gives'), t: node('shape.takes') }, [['g.items', 't.items'], ...more])
  expect(planned(made([])).root).toEqual({ kind: 'parallel', children: [leaf('g'), leaf('t')] })
  expect(planned(made([['g.n', 't.a']])).root).toEqual({ kind: 'series', children: [leaf('g'), leaf('t')] })
  expect(problems(made([['t.n', 'g.a']]))).toEqual([{ code: 'cycle', at: 'g', message: expect.stringContaining('in a circle') }])
  const crossing = flow({ g: node('shape.gives'), c: node('shape.try'), t: within('c', node('shape.takes')) }, [['g.items', 't.items']])
  expect(problems(crossing)).toEqual([
    { code: 'bad-container', at: '0 t items', message: expect.stringMatching(/cannot cross the border of a container.*Collect/) },
  ])
})

const chain = (length: number): Flow =>
  flow(Object.fromEntries(Array.from({ length }, (_, i) => [`t${i}`, i === 0 ? node('shape.try') : within(`t${i - 1}`, node('shape.try'))])))

const refused: [string, Flow, string, string, RegExp][] = [
  [
    'a parent that is not there',
    flow({ a: within('gone', node('kit.external')) }),
    'bad-container',
    'a',
    /"External" lies in "gone", which is not in this flow. Move it out/,
  ],
  [
    'a parent that holds nothing',
    flow({ a: within('b', node('kit.external')), b: node('kit.pure') }),
    'bad-container',
    'a',
    /lies in "Pure", which cannot hold blocks/,
  ],
  ['a container in itself', flow({ t: within('t', node('shape.try')) }), 'bad-container', 't', /"Try" lies in itself. Move it out/],
  [
    'containers in a circle',
    flow({ t: within('u', node('shape.try')), u: within('t', { ...node('shape.try'), title: 'Other' }) }),
    'bad-container',
    't',
    /in a circle: "Try" in "Other" in "Try". Move one/,
  ],
  [
    'a wire that leaves a container',
    flow({ t: node('shape.try'), a: within('t', node('kit.external')), z: node('kit.external') }, [['a.text', 'z.a']]),
    'bad-container',
    '0 z a',
    /from "External" to "External" leaves "Try". Give the value to "Try"/,
  ],
  [
    'a wire between different containers',
    flow({ t: node('shape.try'), u: node('shape.try'), a: within('t', node('kit.external')), z: within('u', node('kit.external')) }, [['a.text', 'z.a']]),
    'bad-container',
    '0 z a',
    /lie in different containers/,
  ],
  [
    'a wire out of two containers at once',
    flow({ t: node('shape.try'), u: within('t', node('shape.try')), a: within('u', node('kit.external')) }, [['a.text', 't.value']]),
    'bad-container',
    '0 t value',
    /lies in "Try", so it can give nothing straight to "Try" around that/,
  ],
  [
    'a wire before its own container',
    flow({ t: node('shape.try'), a: within('t', node('kit.external')) }, [['a.done', 't.after']]),
    'bad-container',
    '0 t after',
    /cannot begin after it/,
  ],
  [
    'a trigger in a container',
    flow({ t: node('shape.try'), a: within('t', node('kit.start')) }),
    'bad-container',
    'a',
    /starts the flow and cannot lie in a container/,
  ],
  ['containers nested too deep', chain(18), 'bad-container', 't17', /more than 16 containers/],
  [
    'an outer output taken from inside',
    walked({ one: within('each', node('shape.text')) }, [
      ['each.results', 'one.text'],
      ['one.text', 'each.result'],
    ]),
    'unknown-port',
    '1 each results',
    /gives the blocks in it nothing called "results". It has item and index/,
  ],
  [
    'an outer input given from inside',
    walked({ one: within('each', node('shape.text', { text: 'x' })) }, [
      ['one.text', 'each.most'],
      ['one.text', 'each.result'],
    ]),
    'unknown-port',
    '1 each most',
    /takes from the blocks in it nothing called "most". It has result/,
  ],
  [
    'an inside input that nothing gives',
    flow({ r: node('shape.repeat', { start: 1 }) }),
    'missing-input',
    'r until',
    /"Repeat" needs "Until" from a block in it/,
  ],
  [
    'a circle through a container',
    flow({ a: node('kit.external'), t: node('shape.try'), b: within('t', node('kit.external')) }, [
      ['a.text', 'b.a'],
      ['b.text', 't.value'],
      ['t.value', 'a.a'],
    ]),
    'cycle',
    'a',
    /in a circle: "External" → "Try" → "External"/,
  ],
  [
    'a circle in a container',
    flow({ t: node('shape.try'), a: within('t', node('kit.external')), b: within('t', node('kit.pure')) }, [
      ['a.text', 'b.a'],
      ['b.text', 'a.a'],
    ]),
    'cycle',
    'a',
    /in a circle: "External" → "Pure" → "External"/,
  ],
  [
    'a result in a container',
    flow({ t: node('shape.try'), r: within('t', node('control.result')) }),
    'bad-container',
    'r',
    /gives the result of the flow and cannot lie in a container/,
  ],
  ['two results', flow({ r: node('control.result'), s: node('control.result') }), 'bad-port', 's', /r and s all give it. Keep one/],
  [
    'a pure block that is tried again',
    flow({ a: { ...node('kit.pure'), retry: { attempts: 3, backoffMs: 1, factor: 2 } } }),
    'bad-retry',
    'a',
    /It gives the same again/,
  ],
  [
    'a container that is tried again',
    flow({ a: { ...node('shape.try'), retry: { attempts: 3, backoffMs: 1, factor: 2 } } }),
    'bad-retry',
    'a',
    /Put it into a Retry container/,
  ],
]
it.each(refused)('[compile.containers-problems] refuses %s, says where and what to do', (_, made, code, at, message) => {
  expect(problems(made)).toEqual([{ code, at, message: expect.stringMatching(message) }])
})

it('[compile.containers-problems] takes 16 containers in each other, retries of steps, and time limits anywhere', () => {
  expect(problems(chain(17))).toEqual([])
  expect(
    problems(flow({ a: { ...node('kit.external'), retry: { attempts: 3, backoffMs: 1, factor: 2 } }, t: { ...node('shape.try'), timeoutMs: 5 } })),
  ).toEqual([])
})

it('[compile.containers-problems] refuses containers whose ports could not be told apart', () => {
  const spec = { id: 'x.y', title: '', summary: '', category: '', icon: '', container: 'try' as const, output: z.object({}) }
  const none = z.object({})
  const value = z.object({ value: z.string() })
  expect(() => defineContainer({ ...spec, input: value, inside: { outputs: none, inputs: value } })).toThrow('an input outside and inside')
  expect(() => defineContainer({ ...spec, input: none, inside: { outputs: z.object({ done: z.string() }), inputs: none } })).toThrow('every block has it')
})

it('[engine.container-runs-nothing] does no work of its own', async () => {
  await expect(shapeBlocks.get('shape.try')?.run({ input: {} })).rejects.toMatchObject({ code: 'internal' })
})

it('[compile.containers-generic] gives back from a repetition what it began with or came to', () => {
  const made = flow(
    {
      before: node('shape.text', { text: '' }),
      r: node('shape.repeat'),
      n: within('r', node('shape.number', { value: 1 })),
      same: within('r', node('shape.text')),
      end: node('shape.text'),
    },
    [
      ['before.text', 'r.start'],
      ['n.value', 'r.next'],
      ['r.state', 'same.text'],
      ['r.state', 'end.text'],
    ],
  )
  expect(problems(made).map(({ at }) => at)).toEqual(['r until', '3 end text'])
  expect(problems(made)[1]?.message).toContain('a number does not fit text')
})

it('[compile.links] tells wires of the outer side from those of the inner side, and what expressions need', () => {
  const made = walked(
    { one: within('each', says(node('shape.text'), 'text', 'each.item + list.names[0]')), end: says(node('shape.texts'), 'texts', 'each.results') },
    [['one.text', 'each.result']],
  )
  const links = linksOf(made)
  expect(links.into('each')).toEqual([{ port: 'items', from: { node: 'list', port: 'names' } }])
  expect(links.back('each')).toEqual([{ port: 'result', from: { node: 'one', port: 'text' } }])
  expect(links.into('one')).toEqual([])
  expect(links.expressions('one')).toEqual([
    {
      port: 'text',
      source: 'each.item + list.names[0]',
      names: [
        { node: 'each', port: 'item' },
        { node: 'list', port: 'names' },
      ],
    },
  ])
  expect([...links.feeding].sort()).toEqual(['each', 'list', 'one'])
  const handling = flow({ a: node('kit.failing'), b: says(node('kit.external'), 'a', 'a.error.message') })
  expect([...linksOf(handling).handled]).toEqual(['a'])
})
