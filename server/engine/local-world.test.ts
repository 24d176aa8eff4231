import type { Hands } from './hands.ts'
import { createLocalRun, createLocalWorld, type LocalStep } from './local-world.ts'
import { worldSuite } from './world.suite.ts'

worldSuite('local-world', async () => {
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
    answer: async (path, answer) => void run.answers.set(path, answer),
    steps: async () => [...run.checkpoints.keys()],
    events: async () => [...run.events.values()],
    transfers: async () => transfers.size,
  }
})
