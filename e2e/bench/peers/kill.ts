import { existsSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { quantile } from '../interleave.ts'
import type { Arm } from './arm.ts'
import type { Cell } from './line.ts'
import { now } from './serve.ts'

const flows = 10
const steps = 10
/** After so long without any step nobody goes on by itself. */
const patienceMs = 10_000

type Line = { at: number; what: 'begin' | 'end'; step: string }
type Killed = { byItself: boolean; firstMs: number; allMs: number; finished: number; twice: number; twiceThoughFinished: number }
/** An arm, and how it begins ten slow flows whose names start with `name`. */
export type Victim = { arm: Arm; begin: (name: string) => Promise<unknown> }

/** kill -9 of every arm in turn, so many times, each at another moment of a step; medians. */
export async function kills(victims: Victim[], log: string, times: number): Promise<Cell[]> {
  const all = new Map<string, Killed[]>(victims.map(({ arm }) => [arm.name, []]))
  for (let i = 0; i < times; i++) for (const victim of victims) all.get(victim.arm.name)?.push(await kill(victim, log, `kill${i}`, 10 + i * 15))
  console.error('measured: kill -9')
  return [...all].flatMap(([system, taken]) => {
    const line = (text: string, value: number, unit: string): Cell => ({ line: `kill -9: ${text}`, system, value, unit })
    const middle = (of: (one: Killed) => number) => quantile(taken.map(of), 0.5)
    const byItself = taken.every((one) => one.byItself)
    return [
      line('goes on by itself', byItself ? 1 : 0, 'yes or no'),
      ...(byItself
        ? [
            line(
              'kill → first step again',
              middle((one) => one.firstMs),
              'ms',
            ),
            line(
              'kill → all finished',
              middle((one) => one.allMs),
              'ms',
            ),
          ]
        : []),
      line(
        `finished, of ${flows}`,
        middle((one) => one.finished),
        'flows',
      ),
      line(
        `steps run twice, of ${flows * steps}`,
        middle((one) => one.twice),
        'steps',
      ),
      line(
        'of these, already finished before',
        middle((one) => one.twiceThoughFinished),
        'steps',
      ),
    ]
  })
}

/**
 * kill -9 in the middle of ten flows of ten steps of 50 ms; the process is started again at once. For one that does not go on by
 * itself, the application's own code is called after `patienceMs`.
 */
async function kill({ arm, begin }: Victim, log: string, name: string, delayMs: number): Promise<Killed> {
  rmSync(log, { force: true })
  await begin(name)
  while (ended(read(log)).size < (flows * steps) / 2) await sleep(2)
  await sleep(delayMs)
  const { again } = arm.addresses
  const { again: restarted } = await arm.kill(again ? { BENCH_RESTATE: again } : {})
  const from = now()
  await restarted
  const byItself = await goesOn(log, from)
  if (!byItself) {
    await arm.ask('recover', { count: flows, name })
    await goesOn(log, now())
  }
  const lines = read(log)
  const later = lines.filter(({ at, what }) => what === 'begin' && at > from)
  const earlier = lines.filter(({ at }) => at <= from)
  const begunBefore = new Set(earlier.map(({ step }) => step))
  const endedBefore = ended(earlier)
  const done = ended(lines)
  return {
    byItself,
    firstMs: Math.min(...later.map(({ at }) => at)) - from,
    allMs: Math.max(...lines.map(({ at }) => at)) - from,
    finished: [...done].filter((step) => step.endsWith(` ${steps - 1}`)).length,
    twice: later.filter(({ step }) => begunBefore.has(step)).length,
    twiceThoughFinished: later.filter(({ step }) => endedBefore.has(step)).length,
  }
}

/** Waits until all steps have ended or nothing happens any more; tells whether anything began after `from`. */
async function goesOn(log: string, from: number): Promise<boolean> {
  for (let size = 0, since = Date.now(); ; await sleep(50)) {
    const lines = read(log)
    if (ended(lines).size >= flows * steps) return true
    if (lines.length !== size) since = Date.now()
    size = lines.length
    if (Date.now() - since > patienceMs) return lines.some(({ at, what }) => what === 'begin' && at > from)
  }
}

const ended = (lines: Line[]) => new Set(lines.filter(({ what }) => what === 'end').map(({ step }) => step))

function read(log: string): Line[] {
  if (!existsSync(log)) return []
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n')
  return lines.map((text) => {
    const [at, what, ...step] = text.split(' ')
    return { at: Number(at), what: what === 'begin' ? 'begin' : 'end', step: step.join(' ') }
  })
}
