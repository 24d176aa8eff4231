import type { MapProps, Marker } from '../../../server/blocks/show/props/index.ts'
import { landRings } from './land.ts'
import { type Box, gridStep, scaleBar, type View, xOf, yOf } from './view.ts'

type EarthProps = { map: MapProps; view: View; box: Box; picked: string | undefined; onPick: (id: string) => void }

/** The picture: land, a grid of degrees, the route, the places and a scale. */
export function Earth({ map: { markers, route }, view, box, picked, onPick }: EarthProps) {
  const { width, height } = box
  /** The earth goes round: of all the places a longitude has, the one nearest to the middle. */
  const px = (lng: number) => width / 2 + (((((xOf(lng) - view.x + 0.5) % 1) + 1) % 1) - 0.5) * view.size
  const py = (lat: number) => height / 2 + (yOf(lat) - view.y) * view.size
  const { text, pixels } = scaleBar(view)
  return (
    <svg width={width} height={height} aria-hidden="true" className="block text-2xs select-none">
      {[-1, 0, 1].map((turn) => (
        <path key={turn} d={landPath(view, box, turn)} fill="var(--card)" stroke="var(--border-strong)" strokeWidth={0.75} strokeLinejoin="round" />
      ))}
      <Grid view={view} box={box} />
      {route.length > 1 ? (
        <polyline
          points={route.map(({ lat, lng }) => `${px(lng).toFixed(1)},${py(lat).toFixed(1)}`).join(' ')}
          fill="none"
          stroke="var(--chart-1)"
          strokeWidth={2}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      ) : null}
      {[...markers]
        .sort((a, b) => Number(a.id === picked) - Number(b.id === picked) || b.lat - a.lat)
        .map((marker) => (
          <Pin
            key={marker.id}
            marker={marker}
            x={px(marker.lng)}
            y={py(marker.lat)}
            picked={marker.id === picked}
            named={markers.length <= 8}
            onPick={onPick}
          />
        ))}
      <g transform={`translate(12 ${height - 12})`}>
        <path d={`M0 -4V0H${pixels.toFixed(1)}V-4`} fill="none" stroke="var(--muted-foreground)" />
        <text x={pixels + 6} y={1} fill="var(--muted-foreground)">
          {text}
        </text>
      </g>
    </svg>
  )
}

const colours: Record<Marker['kind'], string> = { place: 'var(--primary)', start: 'var(--success)', end: 'var(--destructive)' }

type PinProps = { marker: Marker; x: number; y: number; picked: boolean; named: boolean; onPick: (id: string) => void }

function Pin({ marker, x, y, picked, named, onPick }: PinProps) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: for the pointer only; by keyboard the same is done in the list of places
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} className="cursor-pointer" onClick={() => onPick(marker.id)}>
      <circle r={14} cy={-8} fill="transparent" />
      <path
        d="M0 0C-5 -7 -8 -10 -8 -15A8 8 0 0 1 8 -15C8 -10 5 -7 0 0Z"
        transform={picked ? 'scale(1.3)' : undefined}
        fill={colours[marker.kind]}
        stroke="var(--card)"
        strokeWidth={1.5}
      />
      <circle cy={picked ? -19 : -15} r={picked ? 3.6 : 2.8} fill="var(--card)" />
      {named || picked ? (
        <text
          y={13}
          textAnchor="middle"
          fill="var(--foreground)"
          stroke="var(--card)"
          strokeWidth={3}
          paintOrder="stroke"
          strokeLinejoin="round"
          className={picked ? 'font-semibold' : 'font-medium'}
        >
          {marker.label.length > 22 ? `${marker.label.slice(0, 21)}…` : marker.label}
        </text>
      ) : null}
    </g>
  )
}

function Grid({ view, box }: { view: View; box: Box }) {
  const step = gridStep(view, box)
  const [left, right] = [view.x - box.width / 2 / view.size, view.x + box.width / 2 / view.size].map((x) => x * 360 - 180)
  const lines: string[] = []
  for (let lng = Math.ceil((left ?? 0) / step) * step; lng <= (right ?? 0); lng += step) {
    const x = (box.width / 2 + (xOf(lng) - view.x) * view.size).toFixed(1)
    lines.push(`M${x} 0V${box.height}`)
  }
  for (let lat = -Math.floor(84 / step) * step; lat <= 84; lat += step) {
    const y = box.height / 2 + (yOf(lat) - view.y) * view.size
    if (y > 0 && y < box.height) lines.push(`M0 ${y.toFixed(1)}H${box.width}`)
  }
  return <path d={lines.join('')} stroke="var(--border-strong)" strokeWidth={0.5} strokeDasharray="1 3" fill="none" />
}

/** Only rings that can be seen are drawn: the rest would cost time and show nothing. */
function landPath(view: View, { width, height }: Box, turn: number): string {
  const seen: string[] = []
  for (const ring of landRings()) {
    const points = ring.map(([lng, lat]) => [width / 2 + (xOf(lng) + turn - view.x) * view.size, height / 2 + (yOf(lat) - view.y) * view.size] as const)
    const xs = points.map(([x]) => x)
    const ys = points.map(([, y]) => y)
    if (Math.max(...xs) < 0 || Math.min(...xs) > width || Math.max(...ys) < 0 || Math.min(...ys) > height) continue
    seen.push(`M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
  }
  return seen.join('')
}
