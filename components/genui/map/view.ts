import type { MapProps, Point } from '../../../server/blocks/show/props/index.ts'

/** What of the earth is seen: the middle, as Mercator has it (0 to 1), and how many pixels wide the earth would be. */
export type View = { x: number; y: number; size: number }
export type Box = { width: number; height: number }

const mostZoom = 12
const edge = 85

export const xOf = (lng: number): number => (lng + 180) / 360
export function yOf(lat: number): number {
  const bounded = Math.max(-edge, Math.min(edge, lat)) * (Math.PI / 180)
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + bounded / 2)) / (2 * Math.PI)
}
const latOf = (y: number): number => (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90

/** The whole of what is on the map, or what it asks for. A single place is shown with its surroundings. */
export function firstView({ markers, route, center, zoom }: Pick<MapProps, 'markers' | 'route' | 'center' | 'zoom'>, box: Box): View {
  const points: Point[] = [...markers, ...route]
  const xs = points.map(({ lng }) => xOf(lng))
  const ys = points.map(({ lat }) => yOf(lat))
  const middle = center ? { x: xOf(center.lng), y: yOf(center.lat) } : points.length > 0 ? { x: mid(xs), y: mid(ys) } : { x: 0.5, y: 0.42 }
  if (zoom !== undefined) return within({ ...middle, size: box.width * 2 ** zoom }, box)
  if (points.length === 0) return within({ ...middle, size: box.width }, box)
  const wide = Math.max(...xs.map((x) => Math.abs(x - middle.x))) * 2
  const high = Math.max(...ys.map((y) => Math.abs(y - middle.y))) * 2
  const size = Math.min((box.width - 72) / (wide || 0.000_01), (box.height - 88) / (high || 0.000_01), box.width * 16)
  return within({ ...middle, size }, box)
}

/** Never smaller than the earth in its frame, never closer than the outlines mean anything, never past its top or bottom. */
export function within(view: View, { width, height }: Box): View {
  const size = Math.max(width, height, Math.min(view.size, width * 2 ** mostZoom))
  const half = height / 2 / size
  return { size, x: view.x - Math.floor(view.x), y: Math.max(half, Math.min(1 - half, view.y)) }
}

/** Degrees apart for the lines of the grid: some four of them across. */
export function gridStep({ size }: View, { width }: Box): number {
  const rough = ((width / size) * 360) / 4
  return [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 45].find((step) => step >= rough) ?? 45
}

/** A round distance and how many pixels long it is here. */
export function scaleBar(view: View): { text: string; pixels: number } {
  const metres = (40_075_017 * Math.cos((latOf(view.y) * Math.PI) / 180)) / view.size
  const rough = metres * 80
  const power = 10 ** Math.floor(Math.log10(rough))
  const nice = [5, 2, 1].map((lead) => lead * power).find((length) => length <= rough) ?? power
  return { text: nice >= 1000 ? `${(nice / 1000).toLocaleString('en-GB')} km` : `${nice} m`, pixels: nice / metres }
}

const mid = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2
