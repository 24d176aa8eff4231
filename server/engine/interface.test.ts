import { expect, it } from 'vitest'
import { catalogueOf, flow, node } from './compose.test-kit.ts'
import { shapeBlocks } from './containers.test-kit.ts'
import type { FlowNode } from './flow.ts'
import { interfaceOf } from './interface.ts'

const catalogue = catalogueOf(shapeBlocks)

it('[engine.interface] follows from the trigger and the result of a flow, with the ports they have of their own', () => {
  const start: FlowNode = {
    ...node('shape.start'),
    ports: { inputs: [], outputs: [{ name: 'amount', title: 'Amount', schema: { type: 'number' }, required: true }] },
  }
  const end: FlowNode = {
    ...node('control.result'),
    ports: {
      inputs: [
        { name: 'sum', schema: {} },
        { name: 'note', schema: { type: 'string' } },
      ],
      outputs: [],
    },
  }
  const made = flow({ start, n: node('shape.number'), end, t: node('shape.try'), inner: { ...end, parent: 't' } }, [
    ['start.amount', 'n.value'],
    ['n.value', 'end.sum'],
  ])
  expect(interfaceOf(made, catalogue)).toEqual({
    inputs: [
      { name: 'at', title: 'At', schema: { type: 'string' } },
      { name: 'amount', title: 'Amount', schema: { type: 'number' }, required: true },
    ],
    outputs: [
      { name: 'sum', title: 'sum', schema: { type: 'number' } },
      { name: 'note', title: 'note', schema: { type: 'string' } },
    ],
  })
})

it('[engine.interface] is empty for a flow without a trigger and a result, or with disabled ones', () => {
  expect(interfaceOf(flow({ n: node('shape.number') }), catalogue)).toEqual({ inputs: [], outputs: [] })
  expect(interfaceOf(flow({ s: { ...node('shape.start'), disabled: true }, r: { ...node('control.result'), disabled: true } }), catalogue)).toEqual({
    inputs: [],
    outputs: [],
  })
})
