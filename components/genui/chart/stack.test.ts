import { describe, expect, it } from 'vitest'
import { sharesOf } from './shares.ts'
import { reachOf, stackOf } from './stack.ts'

describe('stackOf', () => {
  it('sets values on top of each other, and negative ones below', () => {
    expect(stackOf([2, -1, undefined, 3, 0])).toEqual([
      { from: 0, to: 2, index: 0 },
      { from: 0, to: -1, index: 1 },
      { from: 2, to: 5, index: 3 },
    ])
    expect(reachOf([2, -1, undefined, 3])).toEqual([-1, 5])
  })
})

describe('sharesOf', () => {
  const point = (label: string, value: number) => ({ label, values: [value] })

  it('[genui.chart-kinds] gives each part its share, and leaves out what has none', () => {
    expect(sharesOf([point('a', 1), point('b', 3), point('c', 0), point('d', -2)])).toEqual([
      { label: 'a', value: 1, share: 0.25, from: 0, colour: 0 },
      { label: 'b', value: 3, share: 0.75, from: 0.25, colour: 1 },
    ])
    expect(sharesOf([point('a', 0)])).toEqual([])
  })

  it('joins the small ones of many, so that colours can be told apart', () => {
    const many = sharesOf(Array.from({ length: 9 }, (_, i) => point(`p${i}`, 9 - i)))
    expect(many.map(({ label }) => label)).toEqual(['p0', 'p1', 'p2', 'p3', '5 others'])
    expect(many.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
  })
})
