import { expect, it } from 'vitest'
import { cards as real } from '../../../server/blocks/index.ts'
import { compile } from '../../../server/engine/compile.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { flowOf, node } from './test-cards.ts'
import { wovenIn } from './woven.ts'

const catalogue = real()
const say = (title: string) => node('reply.text', { title, inputs: { text: { kind: 'literal', value: title } } })
const wovenOf = (flow: Flow) => {
  const compiled = compile(flow, catalogue)
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems))
  return wovenIn(flow, catalogue, compiled.plan)
}

it('[editor.woven] says of blocks that are no arms side by side which wire ties them together, and that without it they would be', () => {
  const blocks = { a: say('Weigh'), b: say('Pack'), c: say('Send'), d: say('Bill') }
  const flow = flowOf(blocks, 'a.done>c.after', 'b.done>c.after', 'b.done>d.after')
  const [woven, ...more] = wovenOf(flow)
  expect(more).toEqual([])
  expect(woven?.nodes.toSorted()).toEqual(['a', 'b', 'c', 'd'])
  expect(woven?.wires).toEqual(['b.done>c.after'])
  expect(woven?.why).toContain('“Send” waits for “Weigh” and “Pack”; “Bill” waits for “Pack” and not for “Weigh”.')
  expect(wovenOf({ ...flow, wires: flow.wires.filter((wire) => !(wire.from.node === 'b' && wire.to.node === 'c')) })).toEqual([])
})

it('[editor.woven] follows what ties them through blocks that only work something out', () => {
  const flow = flowOf(
    {
      a: say('Weigh'),
      b: say('Pack'),
      words: node('text.change-case', { title: 'Capitals', inputs: { text: { kind: 'literal', value: 'x' } } }),
      c: say('Send'),
      d: say('Bill'),
    },
    'a.done>c.after',
    'b.done>words.after',
    'words.text>c.text',
    'b.done>d.after',
  )
  const [woven] = wovenOf(flow)
  expect(woven?.wires).toEqual(['b.done>words.after', 'words.text>c.text'])
  expect(woven?.why).toContain('The way from “Pack” to “Send”, through “Capitals”, ties them together.')
})
