import { expect, it } from 'vitest'
import type { Problem } from '../../../server/engine/plan.ts'
import { createProblemBoard } from './problem-board.ts'

const missing = (node: string): Problem => ({ code: 'missing-input', message: `Fill in ${node}.`, node, port: 'text' })

it('[editor.large] tells a block only of its own problems, and nobody of what is the same as before', () => {
  const board = createProblemBoard()
  let told = 0
  board.subscribe(() => told++)
  board.set({ problems: [missing('a'), missing('b'), { code: 'cycle', message: 'Round.', nodes: ['b', 'c'] }], woven: [] })
  expect([board.of('a'), board.of('b'), board.of('c'), board.of('d')].map((own) => own.length)).toEqual([1, 2, 1, 0])
  const own = board.of('b')
  board.set({ problems: [missing('b'), { code: 'cycle', message: 'Round.', nodes: ['b', 'c'] }], woven: [] })
  expect(board.of('b')).toBe(own)
  expect(board.of('a')).toEqual([])
  board.set({ problems: [missing('b'), { code: 'cycle', message: 'Round.', nodes: ['b', 'c'] }], woven: [] })
  expect(told).toBe(2)
})
