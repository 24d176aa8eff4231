import { describe, expect, it } from 'vitest'
import { seeded } from '../crash/seeded.test-kit.ts'
import { judge } from './soak-verdict.ts'

/** Half an hour, looked at every ten seconds. */
const series = (value: (second: number, random: () => number) => number, floor = 2) => {
  const random = seeded(7)
  return { name: 'heap', unit: 'MB', floor, points: Array.from({ length: 180 }, (_, n) => ({ at: n * 10, value: value(n * 10, random) })) }
}

describe('[bench.soak-verdict] the verdict of a soak', () => {
  it('finds a slow leak under noise', () => {
    const leak = judge(series((at, random) => 60 + (at / 3600) * 20 + random() * 6))
    expect(leak.grows).toBe(true)
    expect(leak.perHour).toBeGreaterThan(15)
    expect(leak.perHour).toBeLessThan(25)
  })

  it('takes neither noise nor warming up nor a single step for a leak', () => {
    expect(judge(series((_, random) => 60 + random() * 20)).grows).toBe(false)
    expect(judge(series((at) => 60 + Math.min(at, 500) / 10)).grows).toBe(false)
    expect(judge(series(() => 7, 0)).grows).toBe(false)
    expect(judge(series((at) => 60 - at / 600)).grows).toBe(false)
  })

  it('takes what was there before for no leak, after a load that let up for a while', () => {
    const lull = series((at, random) => (at > 600 && at < 1000 ? 50 : 58) + random() * 6)
    expect(judge(lull).grows).toBe(false)
    expect(judge({ ...lull, points: lull.points.map(({ at, value }) => ({ at, value: at < 600 ? value - 10 : value })) }).grows).toBe(true)
  })

  it('leaves alone what grows by less than the floor', () => {
    expect(judge(series((at) => 10 + at / 1800, 5)).grows).toBe(false)
    expect(judge(series((at) => 10 + at / 1800, 0.5)).grows).toBe(true)
  })
})
