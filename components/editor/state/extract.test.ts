import { describe, expect, it } from 'vitest'
import { cards as real } from '../../../server/blocks/index.ts'
import { compile } from '../../../server/engine/compile.ts'
import { interfaceOf } from '../../../server/engine/interface.ts'
import { type Extraction, extracted } from './extract.ts'
import { wireId } from './flow-edit.ts'
import { flowOf, node } from './test-cards.ts'

const catalogue = real()
const agent = '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d'
const literal = (value: string) => ({ kind: 'literal' as const, value })
const whole = flowOf(
  {
    start: node('manual.start', { ports: { inputs: [], outputs: [{ name: 'names', schema: { type: 'array', items: { type: 'string' } }, required: true }] } }),
    join: node('text.join', { inputs: { separator: literal(', ') } }),
    upper: node('text.change-case', { inputs: { to: literal('upper') } }),
    decide: node('control.branch', { inputs: { condition: { kind: 'expression', source: 'size(upper.text) > size(start.names)' } } }),
    reply: 'reply.text',
    last: 'reply.text',
  },
  'start.names>join.parts',
  'join.text>upper.text',
  'upper.text>decide.value',
  'decide.yes>reply.text',
  'join.text>last.text',
  'reply.done>last.after',
)
const good = (extraction: Extraction) => {
  if (!extraction.ok) throw new Error(extraction.reason)
  return extraction
}

describe('a flow made of selected blocks', () => {
  it('[editor.extract] takes what crossed the line as ports, leaves one block in their place, and both compile', () => {
    const { takes, gives, inner, replaced } = good(extracted(whole, catalogue, ['join', 'upper']))
    expect(takes).toMatchObject([{ name: 'names', schema: { type: 'array' } }])
    expect(gives.map(({ name }) => name)).toEqual(['upperText', 'joinText'])
    expect(compile(inner, catalogue)).toMatchObject({ ok: true })
    expect(interfaceOf(inner, catalogue).outputs.map(({ name, schema }) => [name, schema.type])).toEqual([
      ['upperText', 'string'],
      ['joinText', 'string'],
    ])
    const { flow, node: id } = replaced(agent)
    expect(compile(flow, catalogue)).toMatchObject({ ok: true })
    expect(Object.keys(flow.nodes).sort()).toEqual(['decide', 'execute', 'last', 'reply', 'start'])
    expect(flow.wires.map(wireId).sort()).toEqual([
      'decide.yes>reply.text',
      'execute.joinText>last.text',
      'execute.upperText>decide.value',
      'reply.done>last.after',
      'start.names>execute.names',
    ])
    expect(flow.nodes.decide?.inputs.condition).toEqual({ kind: 'expression', source: 'size(execute.upperText) > size(start.names)' })
    expect(id).toBe('execute')
    // Else the editor would bring them up to date, as a step of its own, and one undo would take back that step only.
    expect(flow.nodes.execute?.ports).toEqual(interfaceOf(inner, catalogue))
  })

  it('[editor.extract] carries expressions along, under the names of the new flow', () => {
    const { takes, gives, inner, replaced } = good(extracted(whole, catalogue, ['decide', 'reply']))
    expect(takes.map(({ name }) => name)).toEqual(['upperText', 'names'])
    expect(gives).toEqual([])
    expect(inner.nodes.decide?.inputs.condition).toEqual({ kind: 'expression', source: 'size(start.upperText) > size(start.names)' })
    expect(compile(inner, catalogue)).toMatchObject({ ok: true })
    const { flow } = replaced(agent)
    expect(compile(flow, catalogue)).toMatchObject({ ok: true })
    expect(flow.wires.map(wireId)).toContain('execute.done>last.after')
  })

  it('[editor.extract] says what may not leave its flow, and why', () => {
    const reason = (ids: string[], flow = whole) => {
      const extraction = extracted(flow, catalogue, ids)
      return extraction.ok ? null : extraction.reason
    }
    expect(reason(['start', 'join'])).toBe('“Manual start” starts this flow, so it stays here. Leave it out.')
    expect(reason([])).toBe('Select the blocks first.')
    const handled = flowOf({ upper: 'text.change-case', reply: 'reply.text' }, 'upper.error>reply.after')
    expect(reason(['upper'], handled)).toContain('What handles a failure of “Change case” would stay outside.')
    const merging = flowOf({ upper: 'text.change-case', merge: 'control.merge' }, 'upper.text>merge.a')
    expect(reason(['merge'], merging)).toContain('takes the first of several ways')
  })
})
