import { keyed } from '../keyed.ts'
import { colour } from './colour.ts'
import type { Column } from './columns.ts'
import { valueText } from './scale.ts'
import { type Share, sharesOf } from './shares.ts'

const radius = 54
const turn = 2 * Math.PI * radius

/** Parts of a whole as a ring; words, numbers and shares stand beside it, so that colour alone says nothing. */
export function Pie({ columns, unit }: { columns: Column[]; unit?: string | undefined }) {
  const shares = sharesOf(columns)
  const total = shares.reduce((sum, { value }) => sum + value, 0)
  if (shares.length === 0) return <p className="py-1 text-sm text-muted-foreground">There is nothing to share out: no number is above zero.</p>
  return (
    <div aria-hidden="true" className="flex flex-wrap items-center gap-x-6 gap-y-4">
      <svg viewBox="0 0 144 144" className="size-36 shrink-0" aria-hidden="true">
        {keyed(shares, ({ label }) => label).map(({ key, item }) => (
          <Arc key={key} part={item} alone={shares.length === 1} />
        ))}
        <text x="72" y="70" textAnchor="middle" fill="var(--foreground)" className="text-sm font-semibold tabular-nums">
          {shortText(total)}
        </text>
        <text x="72" y="86" textAnchor="middle" fill="var(--muted-foreground)" className="text-2xs">
          {unit ?? 'in all'}
        </text>
      </svg>
      <ul className="grid min-w-44 flex-1 gap-1.5 text-sm">
        {keyed(shares, ({ label }) => label).map(({ key, item: { label, value, share, colour: index } }) => (
          <li key={key} className="flex items-baseline gap-2">
            <span className="size-2 shrink-0 self-center rounded-xs" style={{ background: colour(index) }} />
            <span className="min-w-0 flex-1 break-words">{label}</span>
            <span className="shrink-0 tabular-nums">{valueText(value, unit)}</span>
            <span className="w-9 shrink-0 text-right text-xs text-muted-foreground tabular-nums">{percent(share)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Arc({ part: { share, from, colour: index }, alone }: { part: Share; alone: boolean }) {
  const gap = alone ? 0 : Math.min(1.5, share * turn * 0.3)
  return (
    <circle
      cx="72"
      cy="72"
      r={radius}
      fill="none"
      stroke={colour(index)}
      strokeWidth="20"
      strokeDasharray={`${(share * turn - gap).toFixed(2)} ${turn.toFixed(2)}`}
      strokeDashoffset={(-from * turn).toFixed(2)}
      transform="rotate(-90 72 72)"
    />
  )
}

const percent = (share: number): string => (share > 0 && share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`)
const compact = new Intl.NumberFormat('en-GB', { notation: 'compact', maximumFractionDigits: 1 })
const shortText = (value: number): string => compact.format(value)
