import { describe, expect, it } from 'vitest'
import { landRings } from './land.ts'
import { firstView, gridStep, scaleBar, within, xOf, yOf } from './view.ts'

const box = { width: 480, height: 280 }
const place = (lat: number, lng: number) => ({ id: 'p', label: 'P', detail: '', kind: 'place' as const, lat, lng })
const porto = place(41.15, -8.61)
const oslo = place(59.91, 10.75)

/** Whether a place lies on land, by counting the edges west of it. */
function onLand(lng: number, lat: number): boolean {
  return landRings().some(
    (ring) =>
      ring.filter(([x, y], i) => {
        const [u, v] = ring[(i + 1) % ring.length] ?? [0, 0]
        return y > lat !== v > lat && lng > x + ((lat - y) / (v - y)) * (u - x)
      }).length %
        2 ===
      1,
  )
}

describe('the map of outlines', () => {
  it('[genui.map-alone] knows land from sea by what ships with it', () => {
    for (const [lng, lat] of [
      [10, 50],
      [-60, -10],
      [100, 60],
      [20, 0],
      [135, -25],
      [-100, 40],
    ] as const)
      expect(onLand(lng, lat), `${lng}, ${lat}`).toBe(true)
    for (const [lng, lat] of [
      [-30, 40],
      [-140, 0],
      [80, -30],
      [0, -40],
    ] as const)
      expect(onLand(lng, lat), `${lng}, ${lat}`).toBe(false)
    expect(landRings().every((ring) => ring.length >= 3 && ring.every(([lng, lat]) => Math.abs(lng) <= 200 && Math.abs(lat) <= 90))).toBe(true)
  })

  it('shows all that is on it', () => {
    const view = firstView({ markers: [porto, oslo], route: [] }, box)
    for (const { lng, lat } of [porto, oslo]) {
      expect(Math.abs((xOf(lng) - view.x) * view.size)).toBeLessThan(box.width / 2)
      expect(Math.abs((yOf(lat) - view.y) * view.size)).toBeLessThan(box.height / 2)
    }
  })

  it('shows one place with its surroundings, and the whole earth when there is none', () => {
    expect(firstView({ markers: [porto], route: [] }, box)).toMatchObject({ size: box.width * 16 })
    expect(firstView({ markers: [], route: [] }, box).size).toBe(box.width)
  })

  it('cannot be moved off the earth', () => {
    expect(within({ x: 1.25, y: 7, size: 1 }, box)).toMatchObject({ x: 0.25, size: 480, y: 1 - 280 / 2 / 480 })
    expect(within({ x: 0, y: 0.5, size: 1e12 }, box).size).toBe(480 * 2 ** 12)
  })

  it('measures itself in round numbers', () => {
    const view = firstView({ markers: [porto], route: [] }, box)
    expect(scaleBar(view).text).toMatch(/^[125]0* km$/)
    expect(gridStep(view, box)).toBe(10)
  })
})
