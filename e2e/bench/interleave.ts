/** One thing measured: does its work over and over until `until` (ms since epoch) and answers how many it finished. */
export type Arm = { name: string; work: (until: number) => Promise<number> }
export type Measured = {
  name: string /** operations a second, median over rounds */
  perSecond: number /** to the first arm, median of the rounds' ratios */
  ratio: number
  spread: [number, number]
}

/**
 * Measures arms in turn, round after round, starting each round with another one, so that what the machine does beside
 * us falls on all alike. Only the ratios mean something on a shared machine.
 */
export async function interleave(arms: Arm[], { rounds, seconds }: { rounds: number; seconds: number }): Promise<Measured[]> {
  const rates = new Map<string, number[]>(arms.map((arm) => [arm.name, []]))
  for (const arm of arms) await arm.work(Date.now() + 400) // warm: compile, connect, plan
  for (let round = 0; round < rounds; round++) {
    for (let i = 0; i < arms.length; i++) {
      const arm = arms[(i + round) % arms.length]
      if (!arm) continue
      const from = performance.now()
      const done = await arm.work(Date.now() + seconds * 1000)
      rates.get(arm.name)?.push(done / ((performance.now() - from) / 1000))
    }
  }
  const base = rates.get(arms[0]?.name ?? '') ?? []
  return arms.map((arm) => {
    const own = rates.get(arm.name) ?? []
    const ratios = own.map((rate, round) => rate / (base[round] ?? Number.NaN))
    return { name: arm.name, perSecond: quantile(own, 0.5), ratio: quantile(ratios, 0.5), spread: [Math.min(...ratios), Math.max(...ratios)] }
  })
}

/** Runs `one` on `lanes` lanes at once until the time is up; answers how often it finished. */
export async function lanes(count: number, until: number, one: () => Promise<unknown>): Promise<number> {
  let done = 0
  await Promise.all(
    Array.from({ length: count }, async () => {
      while (Date.now() < until) {
        await one()
        done++
      }
    }),
  )
  return done
}

export function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}
