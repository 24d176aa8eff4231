import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluateExpression } from '../../../server/engine/expression.ts'
import type { Flow, NodePort } from '../../../server/engine/flow.ts'
import type { Json } from '../../../server/kernel/json.ts'
import { createStore } from '../store.ts'
import { sameFlow, wireId } from './flow-edit.ts'
import { wrongPortName } from './port-list.ts'
import { cards, flowOf, node } from './test-cards.ts'

const names = ['a', 'ab', 'b', 'text', 'begin', 'x', 'size', 'input', 'names_2']
const other = 'begin-2'

/** Expressions that read ports of `begin`, of its namesake, bind names over theirs, and hold texts that only look like reads. */
const expressions = (ports: string[]) =>
  fc.letrec<{ list: string; number: string }>((tie) => {
    const port = fc.constantFrom(...ports)
    const list = tie('list')
    const number = tie('number')
    return {
      list: fc.oneof(
        { maxDepth: 3 },
        port.map((name) => `begin.${name}`),
        port.map((name) => `begin["${name}"]`),
        port.map((name) => `(begin).${name}`),
        port.map((name) => `begin\n  . ${name}`),
        port.map((name) => `begin_2.${name}`),
        fc.tuple(list, port).map(([of, name]) => `${of}.map(begin, begin + size("begin.${name}"))`),
        fc.tuple(list, port, number).map(([of, name, plus]) => `${of}.map(${name}, ${name} + ${plus})`),
        fc.tuple(list, list).map(([a, b]) => `(${a} + ${b})`),
        fc.tuple(number, list, list).map(([a, b, c]) => `(${a} > 2 ? ${b} : ${c})`),
        fc.tuple(list, list).map(([a, b]) => `cel.bind(begin, ${a}, begin + ${b.replaceAll('begin.', 'begin_2.')})`),
      ),
      number: fc.oneof(
        { maxDepth: 3 },
        list.map((of) => `size(${of})`),
        port.map((name) => `begin.${name}[0]`),
        port.map((name) => `(has(begin.${name}) ? 1 : 2)`),
        fc.tuple(list, number).map(([of, more]) => `(${of}.exists(begin, begin > ${more}) ? 3 : 4)`),
        fc.tuple(number, number).map(([a, b]) => `${a} + ${b}`),
      ),
    }
  })

const ported = (ports: readonly string[]): NodePort[] => ports.map((name) => ({ name, schema: { type: 'array' } }))

const documents = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 5 }).chain((ports) => {
  const { list, number } = expressions(ports)
  const source = fc.oneof(list, number, fc.constantFrom('1 +', 'begin', 'begin.', '"begin.a"'))
  return fc.record({
    ports: fc.constant(ports),
    at: fc.nat(ports.length - 1),
    to: fc.constantFrom(...names, 'renamed', 'value1').filter((name) => !ports.includes(name)),
    readers: fc.array(fc.record({ source, wired: fc.option(fc.nat(ports.length - 1), { nil: undefined }) }), { maxLength: 6 }),
    key: fc.option(
      fc.constantFrom(...ports).map((name) => `input.${name}`),
      { nil: undefined },
    ),
  })
})

type Document = typeof documents extends fc.Arbitrary<infer T> ? T : never

function flowFrom({ ports, readers, key }: Document): Flow {
  const own = { inputs: [], outputs: ported(ports) }
  const flow = flowOf({
    begin: node('manual.start', { ports: own }),
    [other]: node('manual.start', { ports: own, disabled: true }),
    ...Object.fromEntries(readers.map(({ source }, index) => [`reader-${index}`, node('text.upper', { inputs: { text: { kind: 'expression', source } } })])),
    ...Object.fromEntries(readers.map((_, index) => [`taker-${index}`, node('text.join')])),
  })
  const wires = readers.flatMap(({ wired }, index) =>
    wired === undefined ? [] : [{ from: { node: index % 2 ? other : 'begin', port: ports[wired] ?? '' }, to: { node: `taker-${index}`, port: 'parts' } }],
  )
  return { ...flow, wires, ...(key === undefined ? {} : { concurrency: { most: 2, key, beyond: 'queue' as const } }) }
}

const sourceIn = (flow: Flow, id: string): string => {
  const held = flow.nodes[id]?.inputs.text
  return held?.kind === 'expression' ? held.source : ''
}

/** What it comes to, or that it comes to nothing. */
function worth(source: string, values: Record<string, Json>): Json {
  try {
    return { is: evaluateExpression(source, values) }
  } catch {
    return 'cannot be worked out'
  }
}

describe('a port that is renamed', () => {
  it('[editor.rename-follows] is followed by all that reads it, and nothing else changes: every expression comes to what it came to, in one step of undo', () => {
    fc.assert(
      fc.property(documents, (document) => {
        const { ports, at, to, readers, key } = document
        const from = ports[at] ?? ''
        const flow = flowFrom(document)
        const renamed = ports.with(at, to)
        const store = createStore(flow, cards)
        store.perform({ kind: 'set-ports', node: 'begin', side: 'outputs', ports: ported(renamed) })
        const after = store.get().flow

        const lists = ports.map((_, index): Json => [index + 1, 7])
        const given = (under: readonly string[]): Json => Object.fromEntries(under.map((name, index) => [name, lists[index] ?? []]))
        for (const index of readers.keys()) {
          const [was, is] = [sourceIn(flow, `reader-${index}`), sourceIn(after, `reader-${index}`)]
          const before = worth(was, { begin: given(ports), begin_2: given(ports) })
          // Taken as a whole it is what it is: its names are data then.
          if (was === 'begin') expect(is).toBe('begin')
          else expect(worth(is, { begin: given(renamed), begin_2: given(ports) }), `${was} became ${is}`).toEqual(before)
        }
        expect(after.wires.map(wireId).sort()).toEqual(
          flow.wires.map((wire) => wireId(wire.from.node === 'begin' && wire.from.port === from ? { ...wire, from: { ...wire.from, port: to } } : wire)).sort(),
        )
        expect(after.concurrency?.key).toBe(key === `input.${from}` ? `input.${to}` : key)
        expect(after.nodes[other]).toEqual(flow.nodes[other])

        store.perform({ kind: 'undo' })
        expect(sameFlow(store.get().flow, flow)).toBe(true)
        expect(store.get().history.past).toBe(0)
      }),
      { numRuns: 300 },
    )
  })

  it('[editor.rename-follows] what a flow gives keeps what feeds it, and ports that only change places keep their own', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(names, { minLength: 2, maxLength: 5 }), fc.nat(4), (ports, pick) => {
        const flow = flowOf(
          {
            upper: 'text.upper',
            gives: node('control.result', {
              ports: { inputs: ported(ports), outputs: [] },
              inputs: Object.fromEntries(ports.slice(1).map((name) => [name, { kind: 'literal' as const, value: name }])),
            }),
          },
          `upper.text>gives.${ports[0]}`,
        )
        const store = createStore(flow, cards)
        const set = (next: string[]) => store.perform({ kind: 'set-ports', node: 'gives', side: 'inputs', ports: ported(next) })
        const fed = () => ({ wires: store.get().flow.wires.map(wireId), inputs: store.get().flow.nodes.gives?.inputs })
        set([...ports].reverse())
        expect(fed()).toEqual({ wires: flow.wires.map(wireId), inputs: flow.nodes.gives?.inputs })
        set(ports)
        const at = pick % ports.length
        set(ports.with(at, 'renamed'))
        const now = (name: string) => (name === ports[at] ? 'renamed' : name)
        expect(fed()).toEqual({
          wires: [`upper.text>gives.${now(ports[0] ?? '')}`],
          inputs: Object.fromEntries(ports.slice(1).map((name) => [now(name), { kind: 'literal', value: name }])),
        })
      }),
    )
  })

  it('[editor.rename-follows] a block goes on to be read under its own name when it gets another title', () => {
    fc.assert(
      fc.property(documents, fc.string({ maxLength: 20 }), (document, title) => {
        const flow = flowFrom(document)
        const store = createStore(flow, cards)
        store.perform({ kind: 'retitle', node: 'begin', title })
        const { begin: _before, ...others } = flow.nodes
        const { begin: _after, ...now } = store.get().flow.nodes
        expect(now).toEqual(others)
        expect(store.get().flow.wires).toEqual(flow.wires)
      }),
    )
  })

  it.each([
    ['', /name/],
    ['2nd', /letter/],
    ['a b', /letter/],
    ['taken', /another port named taken/],
    ['done', /every block/i],
    ['after', /every block/i],
    ['in', /word of the expression language/],
    ['true', /word of the expression language/],
  ])('[editor.rename-follows] is not called %j: the reason is said', (name, reason) => {
    expect(wrongPortName(name, ['taken'])).toMatch(reason)
    expect(wrongPortName('names', ['taken'])).toBeNull()
  })
})
