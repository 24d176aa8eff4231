import { untilPassed } from '../../server/durable/index.ts'
import { walkLocally } from '../../server/engine/flow.test-kit.ts'
import type { Answer, Hands } from '../../server/engine/hands.ts'
import type { LocalStep } from '../../server/engine/local-world.ts'
import { answerTo } from '../../server/engine/random-flow.test-kit.ts'
import { calledProgram, mostCalled, type RandomProgram, type RandomProgramOptions, randomProgram } from '../../server/engine/random-program.test-kit.ts'
import { kitCatalogue, nobodyAnswers } from '../../server/engine/test-blocks.test-kit.ts'
import type { WaitCall } from '../../server/engine/world.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { asSystem } from '../../server/platform/db.ts'
import { agentWith, begin } from '../../server/runs/runs.test-kit.ts'

/** What a program came to, in a form that every walk of it must share. */
export type Course = {
  outcome: { status: string; output?: unknown; error?: unknown }
  /** Every recorded path: steps, ends of containers and of called flows, winners of races. */
  steps: string[]
  /** Transfers and calls of either service, by the path of the step they belong to. */
  transfers: string[]
  honours: string[]
  ignores: string[]
}

/** Walks it undisturbed, in memory; nobody has to wait for its short sleeps and its answers. `blocks`: how often each kind of node began. */
export async function undisturbed({ flow, ...journey }: RandomProgram): Promise<{ course: Course; blocks: Map<string, number> }> {
  const course: Course = { outcome: { status: '' }, steps: [], transfers: [], honours: [], ignores: [] }
  const failures = new Map<string, number>()
  const hands = ({ path, onCommit }: LocalStep) => ({
    random: { next: Math.random, id: () => crypto.randomUUID() },
    ledger: { transfer: async () => onCommit(() => course.transfers.push(path)) } as unknown as Hands['ledger'],
    http: { request: async ({ url }: { url: string }) => ({ status: post(path, new URL(url)), headers: {}, body: '' }) },
  })
  const { outcome, steps, events } = await walkLocally(flow, { ...journey, hands, answers: told })
  const blocks = new Map<string, number>()
  for (const event of events) if (event.kind === 'node.started') blocks.set(event.block, (blocks.get(event.block) ?? 0) + 1)
  const { status } = outcome
  course.outcome = status === 'completed' ? { status, output: outcome.output } : { status, error: 'error' in outcome ? outcome.error : undefined }
  course.steps = steps
  return { course: sorted(course), blocks }

  /** As the service outside does it. */
  function post(path: string, { pathname, searchParams }: URL): number {
    const before = failures.get(path) ?? 0
    failures.set(path, before + 1)
    if (before < Number(searchParams.get('fails'))) return 503
    course[pathname === '/honours' ? 'honours' : 'ignores'].push(path)
    return 200
  }
}

const anHour = 3_600_000
/** Short timers fire at once; the limits and the long sleeps that programs hold never do. */
function told(call: WaitCall): Answer | undefined {
  if (call.kind === 'human') return call.question.title === nobodyAnswers ? undefined : answerTo(call.path)
  return 'afterMs' in call && call.afterMs < anHour ? { outcome: 'answered', value: null, at: '2026-01-01T00:00:00.000Z' } : undefined
}

/** Programs of one workspace, and the agents whose flows they call. */
export async function programsOf(who: Principal, options: RandomProgramOptions): Promise<(seed: number) => RandomProgram> {
  const agents: string[] = []
  const all = { ...options, agentOf: (called: number) => agents[called - 1] ?? '' }
  for (let called = 1; called <= mostCalled; called++) agents.push(await agentWith(who, calledProgram(called, all), kitCatalogue)) // each calls earlier ones only
  return (seed) => randomProgram(seed, { ...all, unhandled: seed % 10 === 0 })
}

export async function start(who: Principal, { flow, input }: RandomProgram, key: string): Promise<string> {
  const agent = await untilPassed(() => agentWith(who, flow, kitCatalogue))
  return await untilPassed(() => begin(who, agent, input, { idempotencyKey: key }))
}

/** What a run came to by its tables. `calls`: the keys under which a service did something. */
export async function courseOf(run: string, calls: { honours: Iterable<string>; ignores: Iterable<string> }): Promise<Course & { entries: number }> {
  return await untilPassed(() =>
    asSystem(async (tx) => {
      const [row] = await tx.sql<{ status: string; output: unknown; error: unknown; entries: number }>`
        select r.status, r.output, r.error, f.last_seq::int as entries from run r join feed f on f.id = r.id where r.id = ${run}`
      if (!row) throw new Error(`there is no run ${run}`)
      // which revision it calls a run finds out by itself: in memory there are no revisions
      const steps = await tx.sql<{ path: string }>`select path from run_step where run_id = ${run} and path not like '~flows/%'`
      const transfers = await tx.sql<{ key: string }>`select idempotency_key as key from ledger_transfer where idempotency_key like ${`${run}/%`}`
      const { status, output, error, entries } = row
      const below = (keys: Iterable<string>) => [...keys].filter((key) => key.startsWith(`${run}/`)).map((key) => key.slice(run.length + 1))
      const course = sorted({
        outcome: status === 'completed' ? { status, output } : { status, error },
        steps: steps.map(({ path }) => path),
        transfers: below(transfers.map(({ key }) => key.split(' ')[0] ?? '')),
        honours: below(calls.honours),
        ignores: below(calls.ignores),
      })
      return { ...course, entries }
    }),
  )
}

/** How many steps were recorded so far, of all runs, and how many runs have been taken up often since anything came of them. */
export async function progress(): Promise<{ steps: number; held: number }> {
  const [row] = await untilPassed(() =>
    asSystem(
      (tx) => tx.sql<{ steps: number; held: number }>`select (select count(*) from run_step)::int as steps,
        (select count(*) from run r where r.status = 'running' and r.recoveries >= 8
          and split_part(r.place, '/', 2) = (select count(*)::text from run_step s where s.run_id = r.id))::int as held`,
    ),
  )
  return row ?? { steps: 0, held: 0 }
}

const sorted = ({ outcome, steps, transfers, honours, ignores }: Course): Course => ({
  outcome,
  steps: steps.toSorted(),
  transfers: transfers.toSorted(),
  honours: honours.toSorted(),
  ignores: ignores.toSorted(),
})
