import { z } from 'zod'
import fail from '../blocks/control/fail.ts'
import forEach from '../blocks/control/for-each.ts'
import gate from '../blocks/control/gate.ts'
import join from '../blocks/control/join.ts'
import map from '../blocks/control/map.ts'
import race from '../blocks/control/race.ts'
import repeat from '../blocks/control/repeat.ts'
import result from '../blocks/control/result.ts'
import retry from '../blocks/control/retry.ts'
import sleep from '../blocks/control/sleep.ts'
import stop from '../blocks/control/stop.ts'
import timeout from '../blocks/control/timeout.ts'
import tryOut from '../blocks/control/try.ts'
import { AppError, isAppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import { canonicalText } from './canonical.ts'
import type { Catalogue } from './card.ts'
import { type Block, defineBlock } from './define-block.ts'
import { streamOf } from './port-types.ts'
import { sha256 } from './sha256.ts'

/**
 * Blocks for suites that try Worlds: one of each promise. Every output follows from the inputs alone, so two walks of
 * one flow can be compared, however often they were interrupted.
 */

const json = z.custom<Json>((value) => value !== undefined)
const inputs = { a: json.optional(), b: json.optional(), c: json.optional(), salt: z.string().default('') }
const text = z.object({ text: z.string() })
const shared = { summary: 'For tests.', category: 'test', icon: 'flask', examples: [] }

/** A short text that follows from a value. */
export const digest = (value: unknown): string => sha256(canonicalText(value)).slice(0, 12)

const start = defineBlock({
  ...shared,
  id: 'kit.start',
  title: 'Start',
  effect: 'recorded',
  trigger: true,
  input: z.object({}),
  output: text,
  run: () => ({ text: '' }),
})

const pure = defineBlock({
  ...shared,
  id: 'kit.pure',
  title: 'Pure',
  effect: 'pure',
  input: z.object(inputs),
  output: text,
  run: ({ input }) => ({ text: digest(['pure', input]) }),
})

/** What it takes from chance it only logs: kept once, but never part of a value that is compared. */
const recorded = defineBlock({
  ...shared,
  id: 'kit.recorded',
  title: 'Recorded',
  effect: 'recorded',
  needs: ['random', 'log'],
  input: z.object(inputs),
  output: text,
  run: ({ input, random, log }) => {
    log('drew', random.next())
    return { text: digest(['recorded', input]) }
  },
})

/** Gives what it drew, so that a replay can be seen to draw no second time. */
const drawn = defineBlock({
  ...shared,
  id: 'kit.drawn',
  title: 'Drawn',
  effect: 'recorded',
  needs: ['random'],
  input: z.object({}),
  output: z.object({ number: z.number() }),
  run: ({ random }) => ({ number: random.next() }),
})

const external = defineBlock({
  ...shared,
  id: 'kit.external',
  title: 'External',
  effect: 'external',
  needs: ['signal'],
  input: z.object({ ...inputs, pauseMs: z.number().default(0) }),
  output: text,
  run: async ({ input: { pauseMs, ...input }, signal }) => {
    if (pauseMs > 0) await pause(pauseMs, signal)
    return { text: digest(['external', input]) }
  },
})

/** Moves one cent from `main` to `anna`: exactly once, or the books tell, since the books themselves cannot know that two transfers are of one step. */
const transactional = defineBlock({
  ...shared,
  id: 'kit.transactional',
  title: 'Transactional',
  effect: 'transactional',
  needs: ['ledger', 'idempotencyKey', 'random'],
  input: z.object(inputs),
  output: text,
  run: async ({ input, ledger, idempotencyKey, random }) => {
    const amount = { amountMinor: '1', currency: 'EUR', decimals: 2 }
    await ledger.transfer({ from: 'main', to: 'anna', amount, memo: 'kit', key: `${idempotencyKey} ${random.id()}` })
    return { text: digest(['transactional', input]) }
  },
})

/** Changes something at a service outside: it answers after `pauseMs`, and only after having failed `fails` times. */
const posts = (id: string, title: string, idempotent: boolean) =>
  defineBlock({
    ...shared,
    id,
    title,
    effect: 'external',
    idempotent,
    destructive: !idempotent,
    needs: ['http'],
    input: z.object({ ...inputs, service: z.string(), pauseMs: z.number().default(0), fails: z.int().default(0) }),
    output: text,
    run: async ({ input: { service, pauseMs, fails, ...input }, http }) => {
      const { status } = await http.request({ method: 'POST', url: `${service}?pauseMs=${pauseMs}&fails=${fails}` })
      if (status !== 200) throw new AppError('outside-failed', `The service answered ${status}.`)
      return { text: digest(['posts', input]) }
    },
  })

const failing = defineBlock({
  ...shared,
  id: 'kit.failing',
  title: 'Failing',
  effect: 'external',
  input: z.object({ ...inputs, message: z.string().default('It was meant to fail.') }),
  output: text,
  run: ({ input }) => {
    throw new AppError('block-failed', input.message)
  },
})

const branch = defineBlock({
  ...shared,
  id: 'kit.branch',
  title: 'Branch',
  effect: 'pure',
  input: z.object(inputs),
  output: z.object({ yes: z.string().optional(), no: z.string().optional() }),
  run: ({ input }) => {
    const drawnText = digest(['branch', input])
    return drawnText < '8' ? { yes: drawnText } : { no: drawnText }
  },
})

const merge = defineBlock({
  ...shared,
  id: 'kit.merge',
  title: 'Merge',
  effect: 'pure',
  join: 'any',
  input: z.object(inputs),
  output: text,
  run: ({ input }) => ({ text: digest(['merge', input.a ?? input.b ?? input.c]) }),
})

/** Asks, then works with the answer. */
const ask = defineBlock({
  ...shared,
  id: 'kit.ask',
  title: 'Ask',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object(inputs),
  output: text,
  run: async ({ input, ask: question, call }) => {
    const before = await call('before', 'kit.external', input)
    const answer = await question('answer', { kind: 'question', title: 'What now?', component: 'ApprovalCard', props: {}, responseSchema: {} })
    return (await call('after', 'kit.external', { a: before, b: answer.value })) as { text: string }
  },
})

/** What {@link unanswered} asks: whoever answers for the suites leaves it alone. */
export const nobodyAnswers = 'Nobody answers this.'
const unanswered = defineBlock({
  ...shared,
  id: 'kit.unanswered',
  title: 'Unanswered',
  effect: 'composite',
  needs: ['ask'],
  input: z.object({}),
  output: text,
  run: async ({ ask: question }) => {
    const { value } = await question('answer', { kind: 'question', title: nobodyAnswers, component: 'ApprovalCard', props: {}, responseSchema: {} })
    return { text: digest(value) }
  },
})

/** Two parts at once, one of which asks, and a third whose failure it takes. */
const compound = defineBlock({
  ...shared,
  id: 'kit.compound',
  title: 'Compound',
  effect: 'composite',
  needs: ['ask', 'call', 'log'],
  input: z.object({ ...inputs, asks: z.boolean().default(false) }),
  output: text,
  run: async ({ input: { asks, ...input }, ask: question, call, log }) => {
    const parts = await Promise.all([
      call('left', 'kit.external', input),
      asks
        ? question('answer', { kind: 'question', title: 'And this?', component: 'ApprovalCard', props: {}, responseSchema: {} }).then(({ value }) => value)
        : call('right', 'kit.recorded', input),
      call('bad', 'kit.failing', {}).catch((error: unknown) => (isAppError(error) ? error.code : 'unknown')),
      call('chain-1', 'kit.external', input).then((first) => call('chain-2', 'kit.transactional', { a: first })),
    ])
    log('has its parts')
    return { text: digest(['compound', parts]) }
  },
})

/** Fails in a passing way until it is told that this attempt is late enough. */
const flaky = defineBlock({
  ...shared,
  id: 'kit.flaky',
  title: 'Flaky',
  effect: 'external',
  input: z.object({ ...inputs, attempt: z.int().default(1), succeedsAt: z.int().default(2) }),
  output: text,
  run: ({ input: { attempt, succeedsAt, ...input } }) => {
    if (attempt < succeedsAt) throw new AppError('outside-failed', 'Not yet.')
    return { text: digest(['flaky', input]) }
  },
})

/** The flow that is called is found by the name of its agent: see callable.test-kit.ts. */
const calls = defineBlock({
  ...shared,
  id: 'kit.calls',
  title: 'Calls',
  effect: 'composite',
  needs: ['execute'],
  input: z.object({ ...inputs, agent: z.string() }),
  output: text,
  run: async ({ input: { agent, ...input }, execute }) => ({ text: digest(await execute('flow', { agent }, { text: digest(input) })) }),
})

/** Gives a few texts one by one, with a pause before each. `failsAfter`: then fails instead of going on. */
const gives = defineBlock({
  ...shared,
  id: 'kit.gives',
  title: 'Gives',
  effect: 'external',
  needs: ['pipe', 'signal'],
  input: z.object({ ...inputs, count: z.int().default(3), failsAfter: z.int().optional(), pauseMs: z.number().default(0) }),
  output: z.object({ items: streamOf(z.string()) }),
  run: async ({ input: { count, failsAfter, pauseMs, ...input }, pipe, signal }) => {
    for (let i = 0; i < count; i++) {
      if (pauseMs > 0) await pause(pauseMs, signal)
      if (i === failsAfter) throw new AppError('block-failed', 'It broke off.')
      pipe.write('items', digest([input, i]))
      await Promise.resolve()
    }
    return {}
  },
})

/** Passes each on, changed. */
const passes = defineBlock({
  ...shared,
  id: 'kit.passes',
  title: 'Passes',
  effect: 'external',
  needs: ['pipe'],
  input: z.object({ items: streamOf(z.string()), ...inputs }),
  output: z.object({ items: streamOf(z.string()) }),
  run: async ({ pipe }) => {
    for await (const item of pipe.read('items')) pipe.write('items', digest(['passes', item]))
    return {}
  },
})

const takes = defineBlock({
  ...shared,
  id: 'kit.takes',
  title: 'Takes',
  effect: 'external',
  needs: ['pipe'],
  input: z.object({ items: streamOf(z.string()), ...inputs }),
  output: text,
  run: async ({ pipe }) => {
    const all: Json[] = []
    for await (const item of pipe.read('items')) all.push(item)
    return { text: digest(all) }
  },
})

/** A few items that follow from what comes in. */
const list = defineBlock({
  ...shared,
  id: 'kit.list',
  title: 'List',
  effect: 'pure',
  input: z.object({ ...inputs, size: z.int().default(3) }),
  output: z.object({ items: z.array(z.string()) }),
  run: ({ input: { size, ...input } }) => ({ items: Array.from({ length: size }, (_, i) => digest([input, i])) }),
})

const atLeast = defineBlock({
  ...shared,
  id: 'kit.at-least',
  title: 'At least',
  effect: 'pure',
  input: z.object({ n: z.number(), least: z.number() }),
  output: z.object({ yes: z.boolean() }),
  run: ({ input }) => ({ yes: input.n >= input.least }),
})

const more = [
  posts('kit.posts', 'Posts to a service that honours the key', true),
  posts('kit.posts-again', 'Posts to a service that ignores the key', false),
  unanswered,
  flaky,
  calls,
  gives,
  passes,
  takes,
  list,
  atLeast,
]
const real = [forEach, map, repeat, tryOut, retry, timeout, race, sleep, gate, join, stop, fail, result]

export const kitBlocks: ReadonlyMap<string, Block> = new Map(
  [start, pure, recorded, drawn, external, transactional, failing, branch, merge, ask, compound, ...more, ...real].map((block) => [block.card.id, block]),
)
export const kitCatalogue: Catalogue = new Map([...kitBlocks].map(([id, block]) => [id, block.card]))

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms)
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}
