import { describe, expect, it } from 'vitest'
import { flowSchema } from '../engine/flow.ts'
import { joinEdits, withEdits } from './edits.ts'
import { outermost, redone } from './redone.ts'

const wire = (text: string) => {
  const [from = '', to = ''] = text.split('>').map((end) => end.trim())
  const end = (name: string) => ({ node: name.split('.')[0], port: name.split('.')[1] })
  return { from: end(from), to: end(to) }
}
const flow = flowSchema.parse({
  schema: 1,
  nodes: {
    a: { block: 'x.y' },
    b: { block: 'x.y' },
    each: { block: 'x.y' },
    'in-each': { block: 'x.y', parent: 'each' },
    deep: { block: 'x.y', parent: 'in-each' },
    last: { block: 'x.y' },
    'by-name': { block: 'x.y', inputs: { value: { kind: 'expression', source: 'b.amount + size(in_each.list) > 5' } } },
    apart: { block: 'x.y' },
  },
  wires: ['a.out > deep.value', 'each.item > in-each.value', 'in-each.out > each.result', 'each.done > last.after'].map(wire),
})

describe('what is done anew', () => {
  it('[runs.fork] is a step and all that follows from it, a container as a whole', () => {
    expect(outermost(flow, 'deep')).toBe('each')
    expect([...redone(flow, ['deep'])].sort()).toEqual(['by-name', 'each', 'last'])
    expect([...redone(flow, ['last'])]).toEqual(['last'])
    expect([...redone(flow, ['a'])].sort()).toEqual(['a', 'by-name', 'each', 'last'])
  })

  it('[runs.fork] follows the names that expressions use', () => {
    expect([...redone(flow, ['b'])].sort()).toEqual(['b', 'by-name'])
    expect([...redone(flow, [])]).toEqual([])
  })
})

describe('edited inputs', () => {
  it('[runs.edit] take the place of what a wire brings, and the wire stays as order', () => {
    const edited = withEdits(flow, { deep: { value: 7 } })
    expect(edited.nodes.deep?.inputs).toEqual({ value: { kind: 'literal', value: 7 } })
    expect(edited.wires).toContainEqual({ from: { node: 'a', port: 'out' }, to: { node: 'deep', port: 'after' } })
    expect(edited.wires).toHaveLength(flow.wires.length)
    expect(flow.wires).toContainEqual(wire('a.out > deep.value'))
  })

  it('[runs.edit] are kept when one goes on from an edited run, the later winning', () => {
    expect(joinEdits({ a: { x: 1, y: 1 } }, { a: { y: 2 }, b: { z: 3 } })).toEqual({ a: { x: 1, y: 2 }, b: { z: 3 } })
  })
})
