import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineBlock } from './define-block.ts'
import { flow, node } from './flow.test-kit.ts'
import { secretOf } from './port-types.ts'
import { upgradeFlow } from './upgrade-flow.ts'

const greet = defineBlock({
  id: 'x.greet',
  version: 3,
  title: 'Greet',
  summary: '',
  category: 'test',
  icon: 'x',
  effect: 'pure',
  examples: [],
  input: z.object({ name: z.string(), polite: z.boolean(), key: secretOf('x') }),
  output: z.object({}),
  run: () => ({}),
  upgrades: [
    { from: 1, up: ({ who, ...rest }) => ({ ...rest, name: who ?? '' }) },
    { from: 2, up: (inputs) => ({ ...inputs, polite: true }) },
  ],
})
const blocks = new Map([['x.greet', greet]])

it('[flow.upgrade] opens old documents through every upgrade in between, secrets kept', () => {
  const old = flow({ a: { ...node('x.greet', { who: 'Ada' }), inputs: { who: { kind: 'literal', value: 'Ada' }, key: { kind: 'secret', name: 'k' } } } })
  expect(upgradeFlow(old, blocks).nodes.a).toMatchObject({
    version: 3,
    inputs: { name: { kind: 'literal', value: 'Ada' }, polite: { kind: 'literal', value: true }, key: { kind: 'secret', name: 'k' } },
  })
})

it('[flow.upgrade] leaves current documents as they are', () => {
  const current = flow({ a: { ...node('x.greet'), version: 3 }, b: node('no.such') })
  expect(upgradeFlow(current, blocks)).toBe(current)
})
