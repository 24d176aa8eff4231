import { keyed } from '../keyed.ts'
import { colour } from './colour.ts'
import type { Column } from './columns.ts'

type MarksProps = { kind: 'bar' | 'line'; names: string[]; columns: Column[]; band: number; x: (i: number) => number; y: (value: number) => number }

/** The ink: bars side by side in their band, or a line that breaks where a value is missing. */
export function Marks({ kind, names, columns, band, x, y }: MarksProps) {
  if (kind === 'line') return names.map((name, j) => <Line key={name} values={columns.map((c) => c.values[j])} x={x} y={y} stroke={colour(j)} />)
  const bar = Math.min(36, (band * 0.66) / names.length)
  return keyed(columns, (column) => column.label).map(({ key, item: { values } }, i) => (
    <g key={key}>
      {values.map((value, j) =>
        value === undefined ? null : (
          <rect
            key={names[j]}
            x={x(i) - (bar * names.length) / 2 + bar * j + 0.5}
            y={Math.min(y(0), y(value))}
            width={Math.max(1, bar - 1)}
            height={Math.max(1, Math.abs(y(0) - y(value)))}
            rx={Math.min(3, bar / 4)}
            fill={colour(j)}
          />
        ),
      )}
    </g>
  ))
}

function Line({ values, x, y, stroke }: { values: (number | undefined)[]; x: (i: number) => number; y: (value: number) => number; stroke: string }) {
  let pen = false
  const path = values.map((value, i) => {
    if (value === undefined) {
      pen = false
      return ''
    }
    const point = `${pen ? 'L' : 'M'}${x(i).toFixed(1)} ${y(value).toFixed(1)}`
    pen = true
    return point
  })
  return (
    <g fill="none" stroke={stroke}>
      <path d={path.join('')} strokeWidth={1.75} strokeLinejoin="round" strokeLinecap="round" />
      {values.length <= 31
        ? values.map((value, i) =>
            // a point has no name of its own; its place is what it is
            value === undefined ? null : <circle key={x(i)} cx={x(i)} cy={y(value)} r={2.25} fill="var(--card)" strokeWidth={1.5} />,
          )
        : null}
    </g>
  )
}
