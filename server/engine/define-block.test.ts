import { expect, it } from 'vitest'
import { z } from 'zod'
import type { Effect } from './card.ts'
import { defineBlock } from './define-block.ts'
import type { HandName } from './hands.ts'

const made = (effect: Effect, ...needs: HandName[]) =>
  defineBlock({
    id: 'x.y',
    title: '',
    summary: '',
    category: '',
    icon: '',
    effect,
    needs,
    input: z.object({}),
    output: z.object({}),
    run: () => ({}),
    examples: [],
  })

it('[engine.hands-by-promise] gives a block only the hands that its promise can stand for', () => {
  for (const hand of ['ask', 'wait', 'execute', 'call', 'tools', 'progress', 'run'] as const) expect(() => made('composite', hand)).not.toThrow()
  for (const hand of ['flows', 'bus'] as const) {
    expect(() => made('transactional', hand)).not.toThrow()
    for (const effect of ['external', 'recorded', 'composite'] as const) expect(() => made(effect, hand)).toThrow(`a ${effect} block gets no "${hand}"`)
  }
  for (const hand of ['wait', 'execute'] as const) expect(() => made('external', hand)).toThrow(`gets no "${hand}"`)
  expect(() => made('transactional', 'pipe')).toThrow('gets no "pipe"')
  expect(() => made('pure', 'run')).toThrow('gets no "run"')
})
