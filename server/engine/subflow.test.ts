import { expect, it } from 'vitest'
import { flow, node, planned, says, walkLocally, within } from './flow.test-kit.ts'
import type { FlowNode } from './flow.ts'
import { answerLocally, createLocalRun } from './local-world.ts'
import { answerTo } from './random-flow.test-kit.ts'
import { digest } from './test-blocks.test-kit.ts'

const result: FlowNode = { ...node('control.result'), ports: { inputs: [{ name: 'sum', schema: { type: 'string' }, required: true }], outputs: [] } }
const inner = flow({ start: node('kit.start'), work: node('kit.external'), ask: node('kit.ask'), out: result }, [
  ['start.text', 'work.a'],
  ['work.text', 'ask.a'],
  ['ask.text', 'out.sum'],
])
const flows = async ({ agent }: { agent: string }) =>
  planned(agent === 'inner' ? inner : agent === 'bad' ? flow({ bad: node('kit.failing') }) : flow({ again: node('kit.calls', { agent }) }))

it('[engine.subflow] walks a called flow here, its steps below the node, its questions too, and gives its result', async () => {
  const run = createLocalRun()
  const made = flow({ call: node('kit.calls', { agent: 'inner' }) })
  expect((await walkLocally(made, { run, flows })).outcome).toEqual({ status: 'waiting' })
  answerLocally(run, 'call/~flow/ask/answer', answerTo('x'))
  const { outcome, steps, events } = await walkLocally(made, { run, flows })
  expect(outcome).toMatchObject({ status: 'completed' })
  const text = run.checkpoints.get('call/~flow/ask/after')
  expect(outcome).toMatchObject({ output: { call: { text: digest({ sum: text?.outcome === 'done' ? text.output.text : '' }) } } })
  expect(steps).toEqual(['call/~flow/work', 'call/~flow/ask/before', 'call/~flow/ask/after', 'call/~flow/~end'])
  expect(events.filter(({ kind }) => kind.startsWith('child.')).map(({ kind }) => kind)).toEqual(['child.started', 'child.completed'])
})

it('[engine.subflow] lets a failure cross with its path, and refuses flows that call each other without end', async () => {
  const bad = await walkLocally(flow({ call: node('kit.calls', { agent: 'bad' }) }), { flows })
  expect(bad.outcome).toMatchObject({ status: 'failed', path: 'call', error: { code: 'block-failed', details: { path: 'call/~flow/bad' } } })
  expect(bad.events.map(({ kind }) => kind)).toContain('child.failed')
  const endless = await walkLocally(flow({ call: node('kit.calls', { agent: 'loop' }) }), { flows })
  expect(endless.outcome).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('more than 16 levels deep') } })
})

it('[engine.subflow] calls a flow for each item, each below its own path', async () => {
  const made = flow({ each: node('control.for-each', { items: [1, 2] }), call: within('each', node('kit.calls', { agent: 'bad' })) }, [['each.item', 'call.a']])
  const { outcome } = await walkLocally(
    { ...made, nodes: { ...made.nodes, each: node('control.for-each', { items: [1, 2], onItemFailure: 'collect' }) } },
    { flows },
  )
  expect(outcome).toMatchObject({ output: { each: { failures: [{ path: 'each/0/call/~flow/bad' }, { path: 'each/1/call/~flow/bad' }] } } })
})

it("[engine.result] gives what came to the flow's result, and fails when a needed value did not come", async () => {
  const made = (block: string) => flow({ work: node(block), out: result }, [['work.text', 'out.sum']])
  expect((await walkLocally(made('kit.external'))).outcome).toEqual({ status: 'completed', output: { sum: digest(['external', { salt: '' }]) } })
})

it('[engine.expressions] fills an input with what an expression gives, waits for what it names, and fails where it cannot be worked out', async () => {
  const made = (source: string) => flow({ 'get-list': node('kit.list'), work: node('kit.external'), sum: says(node('kit.pure'), 'a', source) })
  const { outcome } = await walkLocally(made('[get_list.items[0], work.text]'))
  const items = [0, 1, 2].map((i) => digest([{ salt: '' }, i]))
  expect(outcome).toMatchObject({ output: { sum: { text: digest(['pure', { a: [items[0], digest(['external', { salt: '' }])], salt: '' }]) } } })
  const failed = await walkLocally(made('get_list.items[7]'))
  expect(failed.outcome).toMatchObject({ status: 'failed', path: 'sum', error: { code: 'wire-rejected', details: { port: 'a' } } })
})

it('[engine.expressions] reads what a container gives inside, and is skipped with what it names', async () => {
  const made = flow({ each: node('control.for-each', { items: ['x', 'y'] }), work: within('each', says(node('kit.pure'), 'a', 'each.index + 1')) }, [
    ['work.text', 'each.result'],
  ])
  expect((await walkLocally(made)).outcome).toMatchObject({ output: { each: { results: [1, 2].map((a) => digest(['pure', { a, salt: '' }])) } } })
  const skipped = flow({ off: { ...node('kit.external'), disabled: true }, work: says(node('kit.external'), 'a', 'off.text') })
  expect((await walkLocally(skipped)).steps).toEqual([])
})
