import { expect, it } from 'vitest'
import type { Hands } from './hands.ts'
import { answerLocally, createLocalRun, createLocalWorld, type LocalStep } from './local-world.ts'
import { chanceOf } from './random-flow.test-kit.ts'
import { randomProgram } from './random-program.test-kit.ts'
import { doneBy, type Harness, walkToEnd } from './walk-to-end.test-kit.ts'
import { worldSuite } from './world.suite.ts'

worldSuite('local-world', makeHarness)

it('[engine.programs] ends three hundred random programs the same way whether workers die or not', async () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { flow, ...journey } = randomProgram(seed, { size: 2 + (seed % 4), unhandled: seed % 10 === 0 })
    const [calm, killed] = [await makeHarness(), await makeHarness()]
    const expected = await walkToEnd(calm, flow, journey)
    expect(await walkToEnd(killed, flow, journey, chanceOf(seed)), `program ${seed}`).toEqual(expected)
    expect(doneBy(await killed.steps()), `program ${seed}`).toEqual(doneBy(await calm.steps()))
    expect(await killed.transfers()).toBe(await calm.transfers())
  }
}, 600_000)

async function makeHarness(): Promise<Harness> {
  const run = createLocalRun()
  const transfers = new Set<string>()
  const ledger = ({ onCommit }: LocalStep): Pick<Hands['ledger'], 'transfer'> => ({
    transfer: async ({ from, to, amount, memo, key }) => {
      onCommit(() => transfers.add(`${key} ${transfers.size}`))
      const at = '2026-01-01T00:00:00.000Z'
      return { id: key, at, from: { account: from, label: from }, to: { account: to, label: to }, amount, memo, direction: 'out', status: 'posted' }
    },
  })
  return {
    open: async () => {
      const world = createLocalWorld({
        run,
        hands: (step) => ({ random: { next: Math.random, id: () => crypto.randomUUID() }, ledger: ledger(step) as Hands['ledger'] }),
      })
      return { world, end: world.end }
    },
    answer: async (path, answer) => answerLocally(run, path, answer),
    steps: async () => [...run.checkpoints.keys()],
    events: async () => [...run.events.values()],
    transfers: async () => transfers.size,
  }
}
