import { expect, it } from 'vitest'
import type { JsonObject } from '../kernel/json.ts'
import { flowOf } from './runs.test-kit.ts'
import { trialOf } from './trial.ts'

const node = { block: 'values.text' }
/** a > b > c > d, and beside them x > c. */
const chain = flowOf({
  nodes: { a: node, b: node, c: node, d: node, x: node },
  wires: ['a.value > b.value', 'b.value > c.value', 'c.value > d.value', 'x.done > c.after'],
})
const outputs = (given: Record<string, string>) => new Map(Object.entries(given).map(([id, text]): [string, JsonObject] => [id, { text }]))
const none = new Map<string, JsonObject>()
const on = (flow: typeof chain) => Object.keys(flow.nodes).filter((id) => !flow.nodes[id]?.disabled)

it('[try.part] walks what leads to a block and nothing else, and begins behind a pin', () => {
  const to = trialOf(chain, { kind: 'to', node: 'c' }, { pins: none, last: none })
  expect(on(to.flow)).toEqual(['a', 'b', 'c', 'x'])
  expect(to.given).toEqual({})
  const pinned = trialOf(chain, { kind: 'to', node: 'c' }, { pins: outputs({ b: 'pinned', c: 'itself' }), last: none })
  expect(on(pinned.flow)).toEqual(['c', 'x'])
  expect(pinned.given).toEqual({ b: { output: { text: 'pinned' }, always: true } })
  expect(pinned.flow.wires.map(({ to: { node: id } }) => id)).toEqual(['c', 'c'])
})

it('[try.part] does one block alone with a pin before what the last run gave, and names what has nothing to give', () => {
  const only = trialOf(chain, { kind: 'only', node: 'c' }, { pins: outputs({ b: 'pinned' }), last: outputs({ b: 'last', x: 'last' }) })
  expect(on(only.flow)).toEqual(['c'])
  expect(only.given).toEqual({ b: { output: { text: 'pinned' }, always: true }, x: { output: { text: 'last' }, always: true } })
  expect(trialOf(chain, { kind: 'only', node: 'c' }, { pins: none, last: outputs({ b: 'last' }) }).missing).toEqual(['x'])
})

it('[try.part] goes on from a block with what all before it gave; what was skipped stays skipped', () => {
  const from = trialOf(chain, { kind: 'from', node: 'c' }, { pins: none, last: outputs({ a: 'last', b: 'last' }) })
  expect(on(from.flow)).toEqual(['c', 'd'])
  expect(from.given).toEqual({ b: { output: { text: 'last' }, always: true }, x: { output: null, always: true } })
})

it('[try.part] takes a container as a whole, and leaves limits on runs at once to what is published', () => {
  const flow = { ...chain, concurrency: { most: 1, beyond: 'queue' as const } }
  const a = flow.nodes.a
  if (!a) throw new Error('the chain has an a')
  const nested = { ...flow, nodes: { ...flow.nodes, inner: { ...a, parent: 'b' } } }
  const only = trialOf(nested, { kind: 'only', node: 'inner' }, { pins: none, last: outputs({ a: 'last' }) })
  expect(on(only.flow)).toEqual(['b', 'inner'])
  expect(only.flow.concurrency).toBeUndefined()
})
