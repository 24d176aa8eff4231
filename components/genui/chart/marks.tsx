import { keyed } from '../keyed.ts'
import { colour } from './colour.ts'
import type { Column } from './columns.ts'
import type { PlotKind } from './plot-kind.ts'
import { stackOf } from './stack.ts'

type MarksProps = { kind: PlotKind; names: string[]; columns: Column[]; band: number; x: (i: number) => number; y: (value: number) => number }

/** The ink: bars side by side or on top of each other, lines that break where a value is missing, or the areas below them. */
export function Marks({ kind, names, columns, band, x, y }: MarksProps) {
  if (kind === 'line' || kind === 'area')
    return names.map((name, j) => <Line key={name} values={columns.map((c) => c.values[j])} x={x} y={y} stroke={colour(j)} filled={kind === 'area'} />)
  if (kind === 'stacked') return <Stacks names={names} columns={columns} band={band} x={x} y={y} />
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

function Stacks({ names, columns, band, x, y }: Omit<MarksProps, 'kind'>) {
  const bar = Math.min(44, band * 0.66)
  return keyed(columns, (column) => column.label).map(({ key, item: { values } }, i) => (
    <g key={key}>
      {stackOf(values).map(({ from, to, index }) => (
        <rect
          key={names[index]}
          x={x(i) - bar / 2}
          y={Math.min(y(from), y(to))}
          width={Math.max(1, bar)}
          height={Math.max(0.5, Math.abs(y(from) - y(to)) - 1)}
          rx={Math.min(2, bar / 6)}
          fill={colour(index)}
        />
      ))}
    </g>
  ))
}

type LineProps = { values: (number | undefined)[]; x: (i: number) => number; y: (value: number) => number; stroke: string; filled: boolean }

function Line({ values, x, y, stroke, filled }: LineProps) {
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
      {filled ? <path d={areaPath(values, x, y)} fill={stroke} fillOpacity={0.16} stroke="none" /> : null}
      <path d={path.join('')} strokeWidth={1.75} strokeLinejoin="round" strokeLinecap="round" />
      {values.length <= 31 && !filled
        ? values.map((value, i) =>
            // a point has no name of its own; its place is what it is
            value === undefined ? null : <circle key={x(i)} cx={x(i)} cy={y(value)} r={2.25} fill="var(--card)" strokeWidth={1.5} />,
          )
        : null}
    </g>
  )
}

/** Each unbroken stretch of values, closed along zero. */
function areaPath(values: (number | undefined)[], x: (i: number) => number, y: (value: number) => number): string {
  const stretches: { i: number; value: number }[][] = [[]]
  for (const [i, value] of values.entries()) {
    if (value === undefined) stretches.push([])
    else stretches.at(-1)?.push({ i, value })
  }
  return stretches
    .filter((stretch) => stretch.length > 1)
    .map((stretch) => {
      const edge = stretch.map(({ i, value }) => `${x(i).toFixed(1)} ${y(value).toFixed(1)}`).join('L')
      return `M${x(stretch[0]?.i ?? 0).toFixed(1)} ${y(0).toFixed(1)}L${edge}L${x(stretch.at(-1)?.i ?? 0).toFixed(1)} ${y(0).toFixed(1)}Z`
    })
    .join('')
}
