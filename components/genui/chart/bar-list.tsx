import { keyed } from '../keyed.ts'
import { colour } from './colour.ts'
import type { Column } from './columns.ts'
import { valueText } from './scale.ts'

/** Bars that lie under their words. The numbers stand beside them, so no axis is needed. */
export function BarList({ columns, unit, max }: { columns: Column[]; unit?: string | undefined; max?: number | undefined }) {
  const rows = columns.map(({ label, values }) => ({ label, value: values[0] ?? 0 }))
  const top = max ?? Math.max(...rows.map((r) => r.value), 0)
  return (
    <ul aria-hidden="true" className="grid gap-2.5">
      {keyed(rows, (row) => row.label).map(({ key, item: { label, value } }) => (
        <li key={key} className="text-sm">
          <div className="flex items-baseline justify-between gap-4">
            <span className="min-w-0 break-words">{label}</span>
            <span className="shrink-0 tabular-nums">{valueText(value, unit)}</span>
          </div>
          <div className="mt-1 h-1.5 overflow-hidden rounded-full bg-muted">
            <div className="h-full rounded-full" style={{ width: `${top > 0 ? Math.min(100, (value / top) * 100) : 0}%`, background: colour(0) }} />
          </div>
        </li>
      ))}
    </ul>
  )
}
