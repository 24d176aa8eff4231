import { expect, it } from 'vitest'
import { flowSchema } from '../../../server/engine/flow.ts'
import { templates } from '../../../server/flows/templates/index.ts'
import { readsOf } from './reads.ts'

const words = (flow: Parameters<typeof readsOf>[0]) => readsOf(flow).map(({ from, to }) => `${from.node}.${from.port} > ${to.node}.${to.port}`)

it('[editor.reads] tells what expressions read: ports, nodes as a whole, several at once', () => {
  const flow = flowSchema.parse({
    schema: 1,
    nodes: {
      'get-balance': { block: 'a', inputs: {} },
      other: { block: 'a', inputs: {} },
      sum: {
        block: 'b',
        inputs: {
          left: { kind: 'expression', source: 'get_balance.amount + other.amount' },
          right: { kind: 'expression', source: 'size(other)' },
          own: { kind: 'expression', source: 'sum.x' },
          gone: { kind: 'expression', source: 'nobody.x' },
          broken: { kind: 'expression', source: 'other.' },
          said: { kind: 'literal', value: 'other.amount' },
        },
      },
    },
    wires: [],
  })
  expect(words(flow)).toEqual(['get-balance.amount > sum.left', 'other.amount > sum.left', 'other.done > sum.right'])
})

it('[editor.reads] leaves out what a wire joins already', () => {
  const flow = flowSchema.parse({
    schema: 1,
    nodes: { a: { block: 'a', inputs: {} }, b: { block: 'b', inputs: { text: { kind: 'expression', source: 'a.text' } } } },
    wires: [{ from: { node: 'a', port: 'text' }, to: { node: 'b', port: 'text' } }],
  })
  expect(words(flow)).toEqual([])
})

it('[editor.reads] joins the blocks of a template that talk by expressions only', () => {
  const invoice = templates.find(({ id }) => id === 'invoice-approval')
  expect(invoice && words(invoice.flow)).toContain('invoice.amount > large.condition')
})
