import { expect, it } from 'vitest'
import { flow, node, planned, walkLocally, within } from './flow.test-kit.ts'
import type { Flow } from './flow.ts'

const each = (size: number): Flow =>
  flow({ each: node('control.for-each', { items: Array.from({ length: size }, () => 1) }), work: within('each', node('kit.pure')) }, [
    ['each.item', 'work.a'],
    ['work.text', 'each.result'],
  ])
const again = (most: number): Flow =>
  flow({ again: node('control.repeat', { most }), enough: within('again', node('kit.at-least', { least: 2 })) }, [
    ['again.index', 'enough.n'],
    ['enough.yes', 'again.stop'],
  ])
/** A flow that calls another so many levels deep. */
const deep = (levels: number) => ({
  made: flow({ call: node('kit.calls', { agent: String(levels) }) }),
  flows: async ({ agent }: { agent: string }) =>
    planned(agent === '1' ? flow({ end: node('kit.external') }) : flow({ call: node('kit.calls', { agent: String(Number(agent) - 1) }) })),
})

it('[engine.limits] lets a loop, a repeat and a call go as far as the limit, and names the limit beyond it', async () => {
  const ends = async (made: Flow, more = {}) => {
    const { outcome } = await walkLocally(made, more)
    return outcome.status === 'failed' ? outcome.error : outcome.status
  }
  expect(await ends(each(10_000))).toBe('completed')
  expect(await ends(each(10_001))).toMatchObject({ code: 'limit-reached', retry: 'never', details: { limit: 10_000 } })
  expect(await ends(again(3))).toBe('completed')
  expect(await ends(again(2))).toMatchObject({ code: 'limit-reached', retry: 'never', details: { limit: 2 } })
  expect(await ends(deep(16).made, deep(16))).toBe('completed')
  expect(await ends(deep(17).made, deep(17))).toMatchObject({ code: 'limit-reached', message: expect.stringContaining('16 levels deep') })
}, 60_000)
