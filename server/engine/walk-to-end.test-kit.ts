import type { EngineEvent } from './events.ts'
import { execute, type Walk } from './execute.ts'
import { planned } from './flow.test-kit.ts'
import type { Flow } from './flow.ts'
import type { Answer } from './hands.ts'
import { Died, mortal } from './mortal.test-kit.ts'
import { answerTo, type Chance } from './random-flow.test-kit.ts'
import { nobodyAnswers } from './test-blocks.test-kit.ts'
import type { Outcome, World } from './world.ts'

/** One run of one World's making. Its blocks are those of test-blocks.test-kit.ts. */
export type Harness = {
  /** A worker takes the run up: what was committed is there, what was not is lost. `end` commits what is left, as the run's last commit does. */
  open(): Promise<{ world: World; end: () => Promise<void> | void }>
  /** A worker that holds the run hears of it. */
  answer(path: string, answer: Answer): Promise<void>
  /** Recorded paths. */
  steps(): Promise<string[]>
  /** Committed events, in order. */
  events(): Promise<EngineEvent[]>
  /** How many transfers the run's ledger holds. */
  transfers(): Promise<number>
  close?(): Promise<void>
}

export type Journey = { input?: { text: string }; flows?: Walk['flows'] }

/** One stretch of work by one worker. */
export async function walk(harness: Harness, flow: Flow, { input = { text: '' }, flows }: Journey = {}): Promise<Outcome> {
  const { world, end } = await harness.open()
  const outcome = await execute({ ...planned(flow), input, world, ...(flows ? { flows } : {}) })
  await end()
  return outcome
}

/** Until it ends: answers what is asked, and with `kills` lets workers die at random moments on the way. */
export async function walkToEnd(harness: Harness, flow: Flow, { input = { text: '' }, flows }: Journey, kills?: Chance): Promise<Outcome> {
  const answered = new Set<string>()
  const plan = planned(flow)
  for (let deaths = 0; ; ) {
    const { world, end } = await harness.open()
    const mayDie = kills && deaths < 25
    const mortalWorld = mayDie ? mortal(world, () => kills.below(12) === 0) : world
    const outcome = await execute({ ...plan, input, world: mortalWorld, ...(flows ? { flows } : {}) }).catch((error: unknown) => {
      if (!(error instanceof Died)) throw error
      deaths += 1
      return null
    })
    if (!outcome) continue
    await end()
    if (outcome.status !== 'waiting') return outcome
    const before = answered.size
    for (const event of await harness.events()) {
      if (event.kind !== 'human.requested' || event.question.title === nobodyAnswers || answered.has(event.path)) continue
      answered.add(event.path)
      await harness.answer(event.path, answerTo(event.path))
    }
    if (answered.size === before) throw new Error('the run waits, and nobody was asked')
  }
}

/** Without what the walk itself recorded: the ends of containers and the winners of races. */
export const doneBy = (paths: string[]): string[] => paths.filter((path) => !/(^|\/)~(end|winner|stop)$/.test(path)).toSorted()
