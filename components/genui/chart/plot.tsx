'use client'
import { useState } from 'react'
import { keyed } from '../keyed.ts'
import { colour } from './colour.ts'
import type { Column } from './columns.ts'
import { Marks } from './marks.tsx'
import type { PlotKind } from './plot-kind.ts'
import { scaleOf, tickText, valueText } from './scale.ts'
import { reachOf } from './stack.ts'

export type PlotProps = { kind: PlotKind; names: string[]; columns: Column[]; unit?: string | undefined; max?: number | undefined; width: number }

const height = 192
const top = 8
const foot = 22

/** Bars, stacks, lines or areas on one scale. Pointing at a label shows its numbers; all of them stand in the table beside it. */
export function Plot({ kind, names, columns, unit, max, width }: PlotProps) {
  const [over, setOver] = useState<number>()
  const scale = scaleOf(
    columns.flatMap((c) => (kind === 'stacked' ? reachOf(c.values) : c.values.filter((v) => v !== undefined))),
    max,
  )
  const left = Math.max(...scale.ticks.map((t) => tickText(t).length)) * 6.5 + 8
  const band = (width - left) / columns.length
  const x = (i: number) => left + band * (i + 0.5)
  const y = (value: number) => top + (1 - (value - scale.min) / (scale.max - scale.min)) * (height - top - foot)
  const every = Math.max(1, Math.ceil((Math.max(...columns.map((c) => Math.min(c.label.length, 12))) * 6.2 + 10) / band))
  const pointed = over === undefined ? undefined : columns[over]
  return (
    <div className="relative" aria-hidden="true" onPointerLeave={() => setOver(undefined)}>
      <svg aria-hidden="true" width={width} height={height} className="block overflow-visible text-2xs">
        {scale.ticks.map((tick) => (
          <g key={tick}>
            <line x1={left} x2={width} y1={y(tick)} y2={y(tick)} stroke="var(--border)" shapeRendering="crispEdges" />
            <text x={left - 8} y={y(tick)} dy="0.32em" textAnchor="end" fill="var(--muted-foreground)" className="tabular-nums">
              {tickText(tick)}
            </text>
          </g>
        ))}
        {over === undefined ? null : <rect x={left + band * over} y={top} width={band} height={height - top - foot} fill="var(--muted)" opacity={0.7} rx={4} />}
        <Marks kind={kind} names={names} columns={columns} band={band} x={x} y={y} />
        {keyed(columns, (column) => column.label).map(({ key, item: { label } }, i) => (
          <g key={key}>
            {i % every === 0 ? (
              <text x={x(i)} y={height - 5} textAnchor="middle" fill="var(--muted-foreground)">
                {label.length > 12 ? `${label.slice(0, 11)}…` : label}
              </text>
            ) : null}
            <rect x={left + band * i} y={0} width={band} height={height} fill="transparent" onPointerEnter={() => setOver(i)} />
          </g>
        ))}
      </svg>
      {over === undefined || !pointed ? null : (
        <div
          className="pointer-events-none absolute top-0 z-10 max-w-52 rounded-md bg-foreground px-2 py-1.5 text-xs text-background shadow-floating"
          style={x(over) > width / 2 ? { right: width - x(over) + band / 2 + 6 } : { left: x(over) + band / 2 + 6 }}
        >
          <div className="font-medium break-words">{pointed.label}</div>
          {pointed.values.map((value, j) =>
            value === undefined ? null : (
              <div key={names[j]} className="flex items-center gap-2 tabular-nums">
                {names.length > 1 ? <span className="size-2 shrink-0 rounded-xs" style={{ background: colour(j) }} /> : null}
                {names.length > 1 ? <span className="min-w-0 flex-1 truncate">{names[j]}</span> : null}
                <span className="shrink-0">{valueText(value, unit)}</span>
              </div>
            ),
          )}
        </div>
      )}
    </div>
  )
}
