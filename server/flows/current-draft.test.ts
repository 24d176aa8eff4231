import { expect, it } from 'vitest'
import { z } from 'zod'
import { defineBlock } from '../engine/define-block.ts'
import { flowSchema } from '../engine/flow.ts'
import { currentDraft } from './current-draft.ts'

it('[flows.upgrade-on-open] brings old blocks of a draft up to date when it is opened, names them, and leaves the others', async () => {
  const block = defineBlock({
    id: 'test.greet',
    title: 'Greet',
    summary: 'For tests.',
    category: 'test',
    icon: 'flask',
    effect: 'pure',
    version: 2,
    upgrades: [{ from: 1, up: ({ who, ...rest }) => ({ ...rest, name: who ?? '' }) }],
    input: z.object({ name: z.string() }),
    output: z.object({ text: z.string() }),
    run: ({ input }) => ({ text: `Hello ${input.name}` }),
    examples: [],
  })
  const old = { block: 'test.greet', version: 1, inputs: { who: { kind: 'literal', value: 'Ada' } } }
  const now = { block: 'test.greet', version: 2, inputs: { name: { kind: 'literal', value: 'Ben' } } }
  const saved = flowSchema.parse({ schema: 1, nodes: { old, now, gone: { block: 'test.gone', version: 1 } }, wires: [] })
  const { draft, upgraded } = await currentDraft(saved, Promise.resolve(new Map([['test.greet', block]])))
  expect(upgraded).toEqual(['old'])
  expect(draft.nodes.old).toMatchObject({ version: 2, inputs: { name: { kind: 'literal', value: 'Ada' } } })
  expect(draft.nodes.now).toEqual(saved.nodes.now)
  expect(draft.nodes.gone).toEqual(saved.nodes.gone)
  expect(saved.nodes.old?.version).toBe(1)
})
