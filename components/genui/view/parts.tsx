'use client'
import type { ReactNode } from 'react'
import type { PartProps } from '../../../server/blocks/show/props/view-parts.ts'
import { StoredPicture } from '../../files/index.ts'
import { Badge, Button, cx, Table, TableHead, Td, Th, type Tone, Tr } from '../../ui/index.ts'
import { Picture as DrawnPicture } from '../../ui/picture.tsx'
import { useCardState } from '../card-context.tsx'
import { fileOf } from '../form/file-of.ts'
import { FormField, labelOf } from '../form/form-field.tsx'
import { type Typed, typedOf } from '../form/typed-values.ts'
import { keyed } from '../keyed.ts'
import { useCardUi } from '../use-card-ui.ts'
import { useView } from './view-context.ts'

const gaps = { small: 'gap-1.5', medium: 'gap-3', large: 'gap-6' }
const tones: Record<PartProps<'Badge'>['tone'], Tone> = { neutral: 'neutral', success: 'success', warning: 'warning', danger: 'danger', info: 'info' }
const colours = { neutral: 'text-muted-foreground', success: 'text-success', warning: 'text-warning', danger: 'text-destructive', info: 'text-info' }

export function Stack({ direction, gap, children }: PartProps<'Stack'> & { children?: ReactNode }) {
  return <div className={cx('flex min-w-0', direction === 'row' ? 'flex-wrap items-center' : 'flex-col', gaps[gap])}>{children}</div>
}

const columnsOf = ['', 'grid-cols-1', 'grid-cols-1 sm:grid-cols-2', 'grid-cols-2 sm:grid-cols-3', 'grid-cols-2 sm:grid-cols-4']

export function Grid({ columns, gap, children }: PartProps<'Grid'> & { children?: ReactNode }) {
  return <div className={cx('grid min-w-0 *:min-w-0', columnsOf[columns], gaps[gap])}>{children}</div>
}

/** Under the card's own heading, which is a third-level one. */
export function Heading({ text, level }: PartProps<'Heading'>) {
  const Tag = level === 1 ? 'h4' : level === 2 ? 'h5' : 'h6'
  return <Tag className={cx('font-semibold break-words', level === 1 ? 'text-lg' : level === 2 ? 'text-base' : 'text-sm')}>{text}</Tag>
}

export function Text({ text, quiet }: PartProps<'Text'>) {
  return <p className={cx('text-sm break-words whitespace-pre-wrap', quiet && 'text-muted-foreground')}>{text}</p>
}

export function ToneBadge({ text, tone }: PartProps<'Badge'>) {
  return (
    <Badge tone={tones[tone]} className="self-start">
      {text}
    </Badge>
  )
}

export function Divider() {
  return <hr className="w-full border-t" />
}

export function Metric({ label, value, change, tone }: PartProps<'Metric'>) {
  return (
    <dl className="min-w-0 rounded-md border px-3 py-2">
      <dt className="truncate text-xs text-muted-foreground" title={label}>
        {label}
      </dt>
      <dd className="mt-0.5 text-xl font-semibold break-words tabular-nums">{value}</dd>
      {change ? <dd className={cx('text-xs tabular-nums', colours[tone])}>{change}</dd> : null}
    </dl>
  )
}

export function DataTable({ columns, rows, caption }: PartProps<'Table'>) {
  return (
    <Table label={caption || 'Table'}>
      <TableHead>
        {keyed(columns, (column) => column).map(({ key, item }) => (
          <Th key={key}>{item}</Th>
        ))}
      </TableHead>
      <tbody>
        {keyed(rows, (row) => row.join('|')).map(({ key, item: row }) => (
          <Tr key={key}>
            {columns.map((column, at) => (
              <Td key={`${column}:${columns.indexOf(column) === at ? '' : at}`} className={typeof row[at] === 'number' ? 'tabular-nums' : undefined}>
                {cellText(row[at])}
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  )
}

function cellText(cell: string | number | boolean | null | undefined): string {
  if (cell === undefined || cell === null || cell === '') return '–'
  if (typeof cell === 'boolean') return cell ? 'Yes' : 'No'
  return String(cell)
}

export function Picture({ file, data, alt }: PartProps<'Image'>) {
  const { workspace } = useCardState()
  const shape = 'max-h-80 max-w-full self-start rounded-md border bg-muted object-contain'
  if (file && workspace) return <StoredPicture file={{ id: file }} workspace={workspace} alt={alt} className={shape} />
  return data ? <DrawnPicture src={data} alt={alt} className={shape} /> : null
}

export function Input(field: PartProps<'Input'>) {
  const { open, stuck, said, wrong } = useView()
  const [typed, setTyped] = useCardUi<Typed>('/typed')
  const { name } = field
  if (!open) {
    const value = said && Object.hasOwn(said, name) ? said[name] : undefined
    const words = typeof value === 'object' ? (fileOf(value)?.name ?? 'A file') : cellText(value)
    return (
      <dl className="flex items-baseline justify-between gap-6 text-sm">
        <dt className="text-muted-foreground">{labelOf(field)}</dt>
        <dd className="min-w-0 text-right break-words">{words}</dd>
      </dl>
    )
  }
  const value = typed?.[name] ?? typedOf([field], {})[name] ?? ''
  return <FormField field={field} value={value} wrong={wrong[name]} disabled={stuck} onChange={(next) => setTyped({ ...typed, [name]: next })} />
}

export function ActionButton({ label, action, tone }: PartProps<'Button'>) {
  const { open, stuck, press, pressed } = useView()
  return (
    <Button variant={tone} disabled={!open || stuck} onClick={() => press(action)} className={cx('self-start', pressed === action && 'ring-2 ring-ring')}>
      {label}
    </Button>
  )
}
