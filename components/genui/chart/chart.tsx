'use client'
import { ChartArea, ChartColumn, ChartColumnStacked, ChartLine, ChartPie, type LucideIcon } from 'lucide-react'
import type { ChartKind, ChartProps } from '../../../server/blocks/show/props/index.ts'
import { Frame } from '../frame.tsx'
import { BarList } from './bar-list.tsx'
import { ChartTable } from './chart-table.tsx'
import { colour } from './colour.ts'
import { type Column, columnsOf } from './columns.ts'
import { Pie } from './pie.tsx'
import { Plot } from './plot.tsx'
import { useWidth } from './use-width.ts'

const icons: Record<ChartKind, LucideIcon> = { bar: ChartColumn, line: ChartLine, area: ChartArea, pie: ChartPie, stacked: ChartColumnStacked }

/** Numbers over labels. Drawn for the eye, written out as a table for the screen reader. */
export function Chart({ title, kind, series, unit, period, max }: ChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>()
  const drawn = series.filter((s) => s.points.length > 0)
  const names = drawn.map((s) => s.name)
  const columns = columnsOf(drawn)
  const aside = [period, unit].filter(Boolean).join(' · ')
  return (
    <Frame
      wide
      icon={icons[kind]}
      title={title ?? (names.length === 1 ? names[0] : undefined) ?? 'Chart'}
      aside={aside ? <span className="max-w-[50%] truncate pr-2 text-xs text-muted-foreground">{aside}</span> : undefined}
    >
      <div ref={ref} className="px-4 py-3.5">
        {columns.length === 0 ? (
          <p className="py-1 text-sm text-muted-foreground">There are no numbers to draw.</p>
        ) : (
          <ChartTable names={names} columns={columns} unit={unit} />
        )}
        {columns.length > 0 && !width ? <div className="h-48" /> : null}
        {columns.length > 0 && width ? (
          kind === 'pie' ? (
            <Pie columns={columns} unit={unit} />
          ) : kind === 'bar' && names.length === 1 && readsBetterAsList(columns, width) ? (
            <BarList columns={columns} unit={unit} max={max} />
          ) : (
            <Plot kind={kind} names={names} columns={columns} unit={unit} max={max} width={width} />
          )
        ) : null}
        {names.length > 1 && kind !== 'pie' ? <Legend names={names} /> : null}
      </div>
    </Frame>
  )
}

function Legend({ names }: { names: string[] }) {
  return (
    <ul aria-hidden="true" className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted-foreground">
      {names.map((name, index) => (
        <li key={name} className="flex min-w-0 items-center gap-1.5">
          <span className="size-2 shrink-0 rounded-xs" style={{ background: colour(index) }} />
          <span className="truncate">{name}</span>
        </li>
      ))}
    </ul>
  )
}

/** Long words under narrow bars cannot be read: then the words stand left and the bars lie. */
function readsBetterAsList(columns: Column[], width: number): boolean {
  const room = (width - 44) / columns.length
  return columns.length <= 24 && columns.every((c) => (c.values[0] ?? 0) >= 0) && columns.some((c) => c.label.length * 6.2 > room)
}
