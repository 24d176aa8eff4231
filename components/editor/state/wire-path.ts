import type { Point } from './flow-edit.ts'

type Facing = 'left' | 'right' | 'top' | 'bottom'
export type WireEnd = Point & { facing: Facing }
/** `x`, `y`: its middle. */
export type WirePath = Point & { path: string }

const outward: Record<Facing, Point> = { left: { x: -1, y: 0 }, right: { x: 1, y: 0 }, top: { x: 0, y: -1 }, bottom: { x: 0, y: 1 } }

/** The line of a wire from one port to another, through the points that bend it. */
export function wirePath(from: WireEnd, to: WireEnd, bends: readonly Point[] = []): WirePath {
  if (bends.length === 0) return curve(from, handle(from, to), handle(to, from), to)
  const points = [from, ...bends, to]
  const ways = points.map((point, at): Point => {
    if (at === 0) return outward[from.facing]
    if (at === points.length - 1) return { x: -outward[to.facing].x, y: -outward[to.facing].y }
    const [before, after] = [points[at - 1] ?? point, points[at + 1] ?? point]
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1
    return { x: (after.x - before.x) / length, y: (after.y - before.y) / length }
  })
  const parts = points.slice(1).map((end, at) => {
    const start = points[at] ?? from
    const reach = Math.hypot(end.x - start.x, end.y - start.y) * 0.4
    const [leaving, coming] = [ways[at] ?? outward.right, ways[at + 1] ?? outward.right]
    return curve(
      start,
      { x: start.x + leaving.x * reach, y: start.y + leaving.y * reach },
      { x: end.x - coming.x * reach, y: end.y - coming.y * reach },
      end,
      at > 0,
    )
  })
  const middle = parts[Math.floor((parts.length - 1) / 2)] ?? { x: from.x, y: from.y }
  return { path: parts.map(({ path }) => path).join(''), x: middle.x, y: middle.y }
}

/** Between which points a new bend belongs: the stretch it is the least way round for. */
export function bendPlace(from: Point, to: Point, bends: readonly Point[], at: Point): number {
  const points = [from, ...bends, to]
  const round = points.slice(1).map((end, index) => {
    const start = points[index] ?? from
    return Math.hypot(at.x - start.x, at.y - start.y) + Math.hypot(end.x - at.x, end.y - at.y) - Math.hypot(end.x - start.x, end.y - start.y)
  })
  return round.indexOf(Math.min(...round))
}

function curve(a: Point, b: Point, c: Point, d: Point, goesOn = false): WirePath {
  return {
    path: `${goesOn ? '' : `M${a.x},${a.y}`} C${b.x},${b.y} ${c.x},${c.y} ${d.x},${d.y}`,
    x: (a.x + 3 * b.x + 3 * c.x + d.x) / 8,
    y: (a.y + 3 * b.y + 3 * c.y + d.y) / 8,
  }
}

/** Half way towards the other end; where that lies behind, a bow that grows with the root of how far. */
function handle(at: WireEnd, other: Point): Point {
  const { x, y } = outward[at.facing]
  const ahead = (other.x - at.x) * x + (other.y - at.y) * y
  const reach = ahead >= 0 ? ahead / 2 : 8 * Math.sqrt(-ahead)
  return { x: at.x + x * reach, y: at.y + y * reach }
}
