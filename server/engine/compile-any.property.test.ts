import { expect, it } from 'vitest'
import { compile } from './compile.ts'
import { catalogueOf } from './compose.test-kit.ts'
import { shapeBlocks } from './containers.test-kit.ts'
import type { Flow, FlowNode, InputValue, NodePort } from './flow.ts'
import { linksOf } from './graph.ts'
import { interfaceOf } from './interface.ts'
import { type Chance, chanceOf } from './random-flow.test-kit.ts'

const seeds = Number(process.env.HEARTH_PROPERTY_RUNS ?? 60) * 25
const catalogue = catalogueOf(shapeBlocks)
const blocks = [...catalogue.keys(), 'no.such']
const ports = ['text', 'value', 'items', 'item', 'results', 'result', 'done', 'error', 'after', 'a', 'next', 'state', 'o', 'q']

it('[compile.whatever-comes] answers whatever it is given, and always in a sentence', () => {
  const odd: string[] = []
  for (let seed = 1; seed <= seeds; seed++) {
    const flow = anything(chanceOf(seed))
    const compiled = compile(flow, catalogue)
    linksOf(flow)
    interfaceOf(flow, catalogue)
    for (const { message } of compiled.ok ? [] : compiled.problems)
      if (!/[.?!]$/.test(message) || /undefined|\[object|""/.test(message)) odd.push(`${seed}: ${message}`)
  }
  expect(odd).toEqual([])
}, 600_000)

/** Wires, parents, ports and expressions that mostly make no sense. */
function anything(chance: Chance): Flow {
  const size = 1 + chance.below(9)
  const any = (): string => (chance.below(25) === 0 ? 'constructor' : `n-${chance.below(size)}`)
  const nodes = Object.fromEntries(Array.from({ length: size }, (_, i) => [`n-${i}`, nodeOf(chance, any)]))
  const wires = Array.from({ length: chance.below(9) }, () => ({
    from: { node: any(), port: chance.pick(ports) },
    to: { node: any(), port: chance.pick(ports) },
  }))
  return { schema: 1, nodes, wires }
}

function nodeOf(chance: Chance, any: () => string): FlowNode {
  const schema: NodePort['schema'] = chance.pick([{}, { type: 'string' }, { $ref: '#' }, { $ref: 'x' }, { type: 'odd' }])
  const name = (): string => any().replaceAll('-', '_')
  const source = chance.pick([`${name()}.text`, name(), 'x +', `${name()}.item + ${name()}.value`])
  const expression: InputValue = { kind: 'expression', source }
  return {
    block: chance.pick(blocks),
    version: 1,
    position: { x: 0, y: 0 },
    inputs: chance.below(3) === 0 ? { [chance.pick(['a', 'value', 'items', 'text'])]: expression } : {},
    ...(chance.below(2) === 0 && { parent: any() }),
    ...(chance.below(6) === 0 && { disabled: true }),
    ...(chance.below(6) === 0 && { ports: { inputs: [{ name: chance.pick(['a', 'q', 'after']), schema }], outputs: [{ name: 'o', schema }] } }),
    ...(chance.below(9) === 0 && { retry: { attempts: 2, backoffMs: 1, factor: 2 } }),
  }
}
