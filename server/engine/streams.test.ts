import { expect, it } from 'vitest'
import { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import type { Block } from './define-block.ts'
import { defineBlock } from './define-block.ts'
import { flow, node, walkLocally } from './flow.test-kit.ts'
import { createLocalRun } from './local-world.ts'
import { streamOf } from './port-types.ts'
import { digest, kitBlocks } from './test-blocks.test-kit.ts'

const items = [0, 1, 2].map((i) => digest([{ salt: '' }, i]))
const passed = items.map((item) => digest(['passes', item]))
const chain = flow({ gives: node('kit.gives'), passes: node('kit.passes'), takes: node('kit.takes') }, [
  ['gives.items', 'passes.items'],
  ['passes.items', 'takes.items'],
])
const shared = { summary: '', category: 'test', icon: 'x', examples: [] }
const withBlocks = (...more: Block[]): ReadonlyMap<string, Block> => new Map([...kitBlocks, ...more.map((block): [string, Block] => [block.card.id, block])])

it('[engine.streams] hands items on while both ends run, keeps them all, and gives them to whoever comes later', async () => {
  const run = createLocalRun()
  const { outcome, events } = await walkLocally(chain, { run })
  expect(outcome).toMatchObject({ status: 'completed', output: { takes: { text: digest(passed) } } })
  const kinds = events.flatMap((event) => (event.kind === 'node.started' || event.kind === 'node.completed' ? [`${event.kind} ${event.path}`] : []))
  expect(kinds.indexOf('node.started takes')).toBeLessThan(kinds.indexOf('node.completed gives'))
  expect(run.checkpoints.get('gives')).toMatchObject({ output: { items } })
  run.checkpoints.delete('takes')
  run.checkpoints.delete('passes')
  expect((await walkLocally(chain, { run })).outcome).toEqual(outcome)
})

it('[engine.streams] fails what reads from a stream that breaks off', async () => {
  const made = flow({ gives: node('kit.gives', { failsAfter: 1 }), takes: node('kit.takes'), a: node('kit.external') }, [
    ['gives.items', 'takes.items'],
    ['gives.error', 'a.a'],
    ['takes.error', 'a.b'],
  ])
  const { outcome, events } = await walkLocally(made)
  expect(outcome).toMatchObject({ status: 'completed' })
  expect(events.flatMap((event) => (event.kind === 'node.failed' ? [event.path] : [])).sort()).toEqual(['gives', 'takes'])
  expect(events).toContainEqual(
    expect.objectContaining({ kind: 'node.failed', path: 'takes', error: expect.objectContaining({ message: expect.stringContaining('It broke off.') }) }),
  )
})

it('[engine.streams] begins its readers anew when an attempt of the giver is tried again', async () => {
  let attempts = 0
  const unsteady = defineBlock({
    ...shared,
    id: 'x.unsteady',
    title: 'Unsteady',
    effect: 'external',
    needs: ['pipe'],
    input: z.object({}),
    output: z.object({ items: streamOf(z.string()) }),
    run: async ({ pipe }) => {
      attempts += 1
      pipe.write('items', `first ${attempts}`)
      await new Promise((resolve) => setTimeout(resolve, 0))
      if (attempts === 1) throw new AppError('outside-failed')
      pipe.write('items', 'last')
      return {}
    },
  })
  const made = flow({ gives: { ...node('x.unsteady'), retry: { attempts: 2, backoffMs: 0, factor: 1 } }, takes: node('kit.takes') }, [
    ['gives.items', 'takes.items'],
  ])
  const { outcome } = await walkLocally(made, { blocks: withBlocks(unsteady) })
  expect(outcome).toMatchObject({ status: 'completed', output: { takes: { text: digest(['first 2', 'last']) } } })
})

it('[engine.streams] checks items on their way, skips readers of what was skipped, and holds ten thousand at most', async () => {
  const numbers = defineBlock({
    ...shared,
    id: 'x.liar',
    title: 'Liar',
    effect: 'external',
    needs: ['pipe'],
    input: z.object({}),
    output: z.object({ items: streamOf(z.string()) }),
    run: ({ pipe }) => {
      pipe.write('items', 1)
      return {}
    },
  })
  const made = (gives: ReturnType<typeof node>) => flow({ gives, takes: node('kit.takes') }, [['gives.items', 'takes.items']])
  const lied = await walkLocally(made(node('x.liar')), { blocks: withBlocks(numbers) })
  expect(lied.outcome).toMatchObject({ status: 'failed', path: 'gives', error: { message: expect.stringContaining('something else than it promises') } })
  expect((await walkLocally(made({ ...node('kit.gives'), disabled: true }))).steps).toEqual([])
  expect((await walkLocally(made(node('kit.gives', { count: 10_001 })))).outcome).toMatchObject({
    status: 'failed',
    path: 'gives',
    error: { code: 'limit-reached' },
  })
})
