import { expect, it } from 'vitest'
import { cards as real } from '../../../server/blocks/index.ts'
import { continuing, palette, searched } from './choices.ts'
import { openEditor, perform } from './editor-state.ts'
import { ownAmong, ownCards, placingOf } from './placing.ts'
import { flowOf } from './test-cards.ts'

const catalogue = real()
const agent = '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d'
const own = ownCards(catalogue, {
  agents: [{ id: agent, name: 'Payments assistant' }],
  models: [{ value: 'anthropic/claude-sonnet', label: 'House model' }],
  secrets: ['shop key'],
})
const placed = (words: string) => {
  const [found] = searched([...palette(catalogue), ...own], words)
  const placing = placingOf(found?.id ?? '', catalogue)
  if (!placing) throw new Error('it places nothing')
  return Object.values(perform(openEditor(flowOf({})), { kind: 'add', at: { x: 0, y: 0 }, ...placing }, catalogue).flow.nodes)[0]
}

it('[editor.palette] offers the agents, models and secrets of the workspace by name, and places the block that uses the chosen one', () => {
  expect(placed('payments assis')).toMatchObject({ block: 'flow.execute', inputs: { agent: { kind: 'literal', value: agent } } })
  expect(placed('house mod')).toMatchObject({ block: 'model.call', inputs: { model: { kind: 'literal', value: 'anthropic/claude-sonnet' } } })
  expect(placed('shop key')).toMatchObject({ block: 'http.request', inputs: { secret: { kind: 'secret', name: 'shop key' } } })
  expect(placed('http request')).toMatchObject({ block: 'http.request', inputs: {} })
  expect(placingOf('no.such', catalogue)).toBeUndefined()
  expect(ownCards(new Map(), { agents: [{ id: agent, name: 'It' }], models: [] })).toEqual([])
})

it('[editor.palette] offers of these for a loose wire those whose block takes it', () => {
  const flow = flowOf({ message: 'chat.message', not: 'logic.not' })
  const text = continuing(flow, catalogue, { side: 'output', node: 'message', port: 'text' })
  expect(ownAmong(own, text).map(({ title }) => title)).toContain('House model')
  const truth = continuing(flow, catalogue, { side: 'input', node: 'not', port: 'value' })
  expect(ownAmong(own, truth).map(({ title }) => title)).not.toContain('House model')
})
