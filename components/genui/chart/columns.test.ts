import { describe, expect, it } from 'vitest'
import { columnsOf } from './columns.ts'

const series = (name: string, ...points: [string, number][]) => ({ name, points: points.map(([label, value]) => ({ label, value })) })

describe('columnsOf', () => {
  it('keeps a label that comes twice', () => {
    expect(columnsOf([series('a', ['Mon', 1], ['Mon', 2])])).toEqual([
      { label: 'Mon', values: [1] },
      { label: 'Mon', values: [2] },
    ])
  })

  it('matches series over different labels by their words', () => {
    expect(columnsOf([series('a', ['Jan', 1], ['Feb', 2]), series('b', ['Feb', 3])])).toEqual([
      { label: 'Jan', values: [1, undefined] },
      { label: 'Feb', values: [2, 3] },
    ])
  })

  it('makes nothing of nothing', () => {
    expect(columnsOf([])).toEqual([])
  })
})
