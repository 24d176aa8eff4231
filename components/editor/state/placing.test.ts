import { expect, it } from 'vitest'
import { cards as real } from '../../../server/blocks/index.ts'
import { searched } from './choices.ts'
import { openEditor, perform } from './editor-state.ts'
import { agentCards, placingOf } from './placing.ts'
import { flowOf } from './test-cards.ts'

it('[editor.palette] offers the other agents by name, and places the block that runs the chosen one', () => {
  const catalogue = real()
  const offered = agentCards(catalogue, [{ id: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d', name: 'Payments assistant' }])
  const [found] = searched([...catalogue.values(), ...offered], 'payments assis')
  const placing = placingOf(found?.id ?? '', catalogue)
  if (!placing) throw new Error('it places nothing')
  const { flow } = perform(openEditor(flowOf({})), { kind: 'add', at: { x: 0, y: 0 }, ...placing }, catalogue)
  expect(flow.nodes.execute).toMatchObject({ block: 'flow.execute', inputs: { agent: { kind: 'literal', value: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d' } } })
  expect(placingOf('no.such', catalogue)).toBeUndefined()
})
