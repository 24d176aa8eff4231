import { expect, it } from 'vitest'
import { z } from 'zod'
import { AppError, isAppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import { type Block, defineBlock } from './define-block.ts'
import { execute } from './execute.ts'
import { flow, node, planned, walkLocally } from './flow.test-kit.ts'
import type { Hands } from './hands.ts'
import { createLocalRun, createLocalWorld } from './local-world.ts'
import { answerTo } from './random-flow.test-kit.ts'
import { kitBlocks } from './test-blocks.test-kit.ts'

const shared = { summary: '', category: 'test', icon: 'x', examples: [] }
const any = z.custom<Json>((value) => value !== undefined)
const value = defineBlock({
  ...shared,
  id: 'x.value',
  title: 'Value',
  effect: 'recorded',
  input: z.object({ value: any.optional() }),
  output: z.object({ value: any }),
  run: ({ input }) => ({ value: input.value ?? null }),
})
const number = defineBlock({
  ...shared,
  id: 'x.number',
  title: 'Number',
  effect: 'external',
  input: z.object({ value: z.number(), twice: z.boolean().default(true) }),
  output: z.object({ value: z.number() }),
  run: ({ input }) => ({ value: input.twice ? input.value * 2 : input.value }),
})
const divide = defineBlock({
  ...shared,
  id: 'x.divide',
  title: 'Divide',
  effect: 'pure',
  input: z.object({ a: z.number(), b: z.number() }),
  output: z.object({ result: z.number() }),
  run: ({ input }) => {
    if (input.b === 0) throw new AppError('invalid-input', 'Nothing can be divided by zero.')
    return { result: input.a / input.b }
  },
})
const leaky = defineBlock({
  ...shared,
  id: 'x.leaky',
  title: 'Leaky',
  effect: 'external',
  input: z.object({}),
  output: z.object({ n: z.number() }),
  run: () => {
    throw new TypeError('secret detail')
  },
})
const liar = defineBlock({
  ...shared,
  id: 'x.liar',
  title: 'Liar',
  effect: 'external',
  input: z.object({}),
  output: z.object({ n: z.number() }),
  run: () => ({ n: 'text', more: 1 }) as never,
})

function withBlocks(...more: Block[]): ReadonlyMap<string, Block> {
  return new Map([...kitBlocks, ...[value, number, divide, leaky, liar, ...more].map((block): [string, Block] => [block.card.id, block])])
}
const blocks = withBlocks()

/** A composite block made on the spot. */
function composite(id: string, run: (hands: Pick<Hands, 'call' | 'ask' | 'tools' | 'log'>) => Promise<Json>): Block {
  return defineBlock({
    ...shared,
    id,
    title: id,
    effect: 'composite',
    needs: ['call', 'ask', 'tools', 'log'],
    input: z.object({}),
    output: z.object({ out: any }),
    run: async (hands) => ({ out: await run(hands) }),
  })
}

it('[engine.output] gives what the last nodes gave, by node', async () => {
  const { outcome } = await walkLocally(
    flow({ start: node('kit.start'), a: node('x.value'), b: node('x.number', { value: 2 }) }, [['start.text', 'a.value']]),
    { blocks, input: { text: 'hello', more: 1 } },
  )
  expect(outcome).toEqual({ status: 'completed', output: { a: { value: 'hello' }, b: { value: 4 } } })
})

it("[engine.wire-check] rejects a value that does not fit its port, as that node's failure", async () => {
  const made = flow({ a: node('x.value', { value: 'text' }), b: node('x.number') }, [['a.value', 'b.value']])
  const { outcome, events, steps } = await walkLocally(made, { blocks })
  expect(outcome).toMatchObject({
    status: 'failed',
    path: 'b',
    error: { code: 'wire-rejected', message: expect.stringContaining('should be a number, but is the text "text"') },
  })
  expect(events).toContainEqual({ kind: 'wire.rejected', path: 'b', port: 'value', reason: 'it should be a number, but is the text "text"' })
  expect(steps).toEqual(['a'])
})

it.each(['kit.pure', 'kit.external'])(
  '[engine.long-chain] walks the longest chain of %s there may be',
  async (block) => {
    const id = (i: number): string => `n${String(9999 - i)}`
    const size = 2000
    const nodes = Object.fromEntries(Array.from({ length: size }, (_, i) => [id(i), node(block)]))
    const wires = Array.from({ length: size - 1 }, (_, i): [string, string] => [`${id(i)}.text`, `${id(i + 1)}.a`])
    const { outcome } = await walkLocally(flow(nodes, wires))
    expect(outcome).toEqual({ status: 'completed', output: { [id(size - 1)]: { text: expect.any(String) } } })
  },
  60_000,
)

it('[engine.error-port] hands a failure on as data where its port is wired, and the run goes on', async () => {
  const made = flow({ bad: node('kit.failing'), fix: node('x.value'), not: node('x.value'), never: node('kit.external') }, [
    ['bad.error', 'fix.value'],
    ['bad.text', 'not.value'],
    ['bad.done', 'never.after'],
  ])
  const { outcome, events } = await walkLocally(made, { blocks })
  expect(outcome).toEqual({ status: 'completed', output: { fix: { value: { code: 'block-failed', message: 'It was meant to fail.', retry: 'never' } } } })
  expect(events.flatMap((event) => (event.kind === 'node.failed' ? [[event.path, event.handled]] : []))).toEqual([['bad', true]])
  expect(events.flatMap((event) => (event.kind === 'node.skipped' ? [event.path] : [])).sort()).toEqual(['never', 'not'])
})

it('[engine.pure-once] works a pure node out once, tells of it, and fails the run when it fails', async () => {
  const made = flow({ d: node('x.divide', { a: 1 }), zero: node('x.value', { value: 0 }), one: node('x.number'), two: node('x.number') }, [
    ['zero.value', 'd.b'],
    ['d.result', 'one.value'],
    ['d.result', 'two.value'],
  ])
  const { outcome, events } = await walkLocally(made, { blocks })
  expect(outcome).toMatchObject({ status: 'failed', path: 'd', error: { message: 'Nothing can be divided by zero.' } })
  expect(events.filter((event) => event.kind === 'node.failed')).toHaveLength(1)
})

it('[engine.foreign-errors] keeps the text of foreign errors from people, and holds blocks to what they promise', async () => {
  expect((await walkLocally(flow({ a: node('x.leaky') }), { blocks })).outcome).toMatchObject({
    error: { code: 'block-failed', message: '"Leaky" failed unexpectedly.' },
  })
  expect((await walkLocally(flow({ a: node('x.liar') }), { blocks })).outcome).toMatchObject({
    error: { code: 'block-failed', message: expect.stringContaining('something else than it promises as "n"') },
  })
})

it('[engine.disabled] skips a disabled node and what hangs on it', async () => {
  const made = flow({ a: { ...node('x.value'), disabled: true }, b: node('x.value'), c: node('x.value', { value: 1 }) }, [['a.value', 'b.value']])
  expect((await walkLocally(made, { blocks })).outcome).toEqual({ status: 'completed', output: { c: { value: 1 } } })
})

it('[engine.cancel] ends as cancelled, with nothing recorded of what was under way', async () => {
  const stop = new AbortController()
  const made = flow({ slow: node('kit.external', { pauseMs: 60_000 }), next: node('kit.recorded') }, [['slow.text', 'next.a']])
  const world = createLocalWorld({ signal: stop.signal })
  const walking = execute({ ...planned(made), input: {}, world })
  stop.abort(new AppError('cancelled'))
  expect(await walking).toEqual({ status: 'cancelled' })
  expect(world.run.checkpoints.size).toBe(0)
})

it('[engine.same-bytes] gives blocks the same bytes from a store that orders keys its own way', async () => {
  const seen: string[] = []
  const spy = defineBlock({
    ...shared,
    id: 'x.spy',
    title: 'Spy',
    effect: 'pure',
    input: z.object({ value: any }),
    output: z.object({ value: any }),
    run: ({ input }) => {
      seen.push(JSON.stringify(input.value))
      return { value: 1 }
    },
  })
  const made = flow({ a: node('x.value', { value: { b: 1, a: [{ d: 1, c: 2 }] } }), s: node('x.spy') }, [['a.value', 's.value']])
  const { run } = await walkLocally(made, { blocks: withBlocks(spy) })
  run.checkpoints.set('a', { outcome: 'done', output: { value: { b: 1, a: [{ d: 1, c: 2 }] } } })
  await walkLocally(made, { blocks: withBlocks(spy), run })
  expect(seen).toEqual(['{"a":[{"c":2,"d":1}],"b":1}', '{"a":[{"c":2,"d":1}],"b":1}'])
})

it("[composite.parts] records each part under its own path, shows a tool's output, and takes a failing part as data", async () => {
  const block = composite('x.c', async ({ call, log }) => {
    const shown = await call('one', 'x.number', { value: 3, twice: false }, { toolCall: { id: 't1', name: 'number', input: { value: 3 } }, show: 'x.value' })
    const wrong = await call('two', 'x.number', { value: 'text' }).catch((error: unknown) => (isAppError(error) ? error.code : null))
    log('done')
    return [shown, wrong]
  })
  const { outcome, steps, events } = await walkLocally(flow({ c: node('x.c') }), { blocks: withBlocks(block) })
  expect(outcome).toEqual({ status: 'completed', output: { c: { out: [{ value: 3 }, 'invalid-input'] } } })
  expect(steps).toEqual(['c/one', 'c/one/~show'])
  expect(events).toContainEqual(expect.objectContaining({ kind: 'node.completed', path: 'c/one', toolCall: { id: 't1', name: 'number', input: { value: 3 } } }))
  expect(events).toContainEqual(expect.objectContaining({ kind: 'node.failed', path: 'c/two', handled: true }))
  expect(events).toContainEqual(expect.objectContaining({ kind: 'node.log', path: 'c', message: 'done' }))
})

it('[composite.wait] lets no block take a wait for a failure', async () => {
  let caught = 0
  const block = composite('x.greedy', async ({ ask, call }) => {
    try {
      const answer = await ask('q', { kind: 'question', title: '?', component: 'ApprovalCard', props: {}, responseSchema: {} })
      return answer.value
    } catch {
      caught += 1
      return await call('wrong', 'x.value', {})
    }
  })
  const run = createLocalRun()
  const made = flow({ c: node('x.greedy') })
  expect((await walkLocally(made, { blocks: withBlocks(block), run })).outcome).toEqual({ status: 'waiting' })
  run.answers.set('c/q', answerTo('c/q'))
  expect((await walkLocally(made, { blocks: withBlocks(block), run })).outcome).toEqual({ status: 'completed', output: { c: { out: answerTo('c/q').value } } })
  expect(caught).toBe(0)
})

it('[composite.keys] refuses a key that is used twice or is none', async () => {
  const twice = composite('x.twice', async ({ call }) => [await call('k', 'x.value', {}), await call('k', 'x.value', {})])
  const odd = composite('x.odd', async ({ call }) => await call('a/b', 'x.value', {}))
  const made = (id: string) => walkLocally(flow({ c: node(id) }), { blocks: withBlocks(twice, odd) })
  expect((await made('x.twice')).outcome).toMatchObject({ status: 'failed', path: 'c', error: { message: expect.stringContaining('used the key "k" twice') } })
  expect((await made('x.odd')).outcome).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('called a part "a/b"') } })
})

it('[composite.confirm] works out what people confirm once, and describes blocks as tools', async () => {
  let times = 0
  const pay = defineBlock({
    ...shared,
    id: 'x.pay',
    title: 'Pay',
    summary: 'Pays.',
    effect: 'transactional',
    destructive: true,
    input: z.object({ to: z.string(), note: z.string().optional() }),
    output: z.object({}),
    run: () => ({}),
    confirm: (input) => ({ component: 'TransferConfirm', title: `Pay ${input.to}`, props: { times: ++times } }),
  })
  const block = composite('x.asker', async ({ tools, ask }) => {
    const { component, title, props } = (await tools.confirm('card', 'x.pay', { to: 'Anna' })) as { component: string; title: string; props: { times: number } }
    const answer = await ask('q', { kind: 'approval', component, title, props, responseSchema: {} })
    return [answer.outcome, tools.describe('x.pay')] as unknown as Json
  })
  const run = createLocalRun()
  const made = flow({ c: node('x.asker') })
  await walkLocally(made, { blocks: withBlocks(pay, block), run })
  const { outcome } = await walkLocally(made, { blocks: withBlocks(pay, block), run, answers: (call) => answerTo(call.path) })
  expect(run.asked.get('c/q')).toMatchObject({ question: { title: 'Pay Anna', props: { times: 1 } } })
  expect(outcome).toMatchObject({
    output: { c: { out: ['answered', { name: 'x_pay', destructive: true, inputSchema: { required: ['to'], additionalProperties: false } }] } },
  })
})

it('[blocks.hands] refuses a block that asks for hands its promise does not allow', () => {
  const make = (effect: 'pure' | 'composite' | 'external', needs: ('http' | 'ask')[]) => () =>
    defineBlock({ ...shared, id: 'x.bad', title: 'Bad', effect, needs, input: z.object({}), output: z.object({}), run: () => ({}) })
  expect(make('pure', ['http'])).toThrow('a pure block gets no "http"')
  expect(make('composite', ['http'])).toThrow('a composite block gets no "http"')
  expect(make('external', ['ask'])).toThrow('a external block gets no "ask"')
})
