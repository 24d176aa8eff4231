import { interleave } from '../interleave.ts'
import type { Arm } from './arm.ts'
import { baseline, type Cell, us } from './line.ts'

type Pace = { rounds: number; seconds: number }

/** Flows a second, all systems in turn in every round; each line with its own ratio to bare DBOS. */
export async function throughput(arms: Arm[], pace: Pace): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const [title, flow, size, lanes] of [
    ['10 steps of 200 B, 1 at once', 'chain', 'small', 1],
    ['10 steps of 200 B, 16 at once', 'chain', 'small', 16],
    ['10 steps of 20 kB, 1 at once', 'chain', 'large', 1],
    ['10 steps of 20 kB, 16 at once', 'chain', 'large', 16],
    ['1 → 20 → 1 steps, 1 at once', 'fan', 'small', 1],
    ['1 → 20 → 1 steps, 4 at once', 'fan', 'small', 4],
  ] as const) {
    const work = (arm: Arm, flow: string) => async (until: number) => Number(await arm.ask('loop', { flow, size, lanes, forMs: until - Date.now() }))
    const measured = arms.map((arm) => ({ name: arm.name, work: work(arm, flow) }))
    const ours = arms.find((arm) => arm.name === us)
    // what nobody else has: the writes of a step in the commit of its checkpoint
    if (ours && flow === 'chain' && size === 'small') measured.push({ name: `${us}, transactional steps`, work: work(ours, 'exact') })
    // the first arm is what the others are compared with
    measured.sort((a, b) => Number(b.name === baseline) - Number(a.name === baseline))
    for (const { name, perSecond, ratio } of await interleave(measured, pace))
      cells.push({ line: title, system: name, value: perSecond, unit: 'flows/s', ratio })
    console.error(`measured: ${title}`)
  }
  return cells
}
