'use client'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton, Input } from '../ui/index.ts'
import type { ControlProps } from './control-props.ts'
import { type Pair, pairsOf, valueOfPairs } from './read-text.ts'

/** A list of texts, one a line. */
export function ListControl({ input, value, onChange, readOnly }: ControlProps) {
  const texts = Array.isArray(value) ? value.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))) : []
  const set = (next: string[]) => onChange(next.length === 0 ? undefined : next)
  return (
    <Rows
      count={texts.length}
      readOnly={readOnly}
      add="Add a text"
      onAdd={() => set([...texts, ''])}
      onRemove={(index) => set(texts.toSpliced(index, 1))}
      label={input.title}
    >
      {(index) => (
        <Input
          aria-label={`${input.title}, ${index + 1}`}
          value={texts[index]}
          readOnly={readOnly}
          onChange={(event) => set(texts.with(index, event.target.value))}
        />
      )}
    </Rows>
  )
}

/** Named texts: headers, details, anything of a name and a value. */
export function KeyValueControl({ input, value, onChange, readOnly }: ControlProps) {
  const pairs = pairsOf(value)
  const set = (next: Pair[]) => onChange(next.length === 0 ? undefined : valueOfPairs(next, input.schema))
  const change = (index: number, patch: Partial<Pair>) => set(pairs.map((pair, at) => (at === index ? { ...pair, ...patch } : pair)))
  return (
    <Rows
      count={pairs.length}
      readOnly={readOnly}
      add="Add a row"
      onAdd={() => set([...pairs, { name: freshName(pairs), value: '' }])}
      onRemove={(index) => set(pairs.toSpliced(index, 1))}
      label={input.title}
    >
      {(index) => (
        <>
          <Input
            aria-label={`Name ${index + 1}`}
            placeholder="Name"
            className="basis-2/5"
            value={pairs[index]?.name}
            readOnly={readOnly}
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <Input
            aria-label={`Value ${index + 1}`}
            placeholder="Value"
            value={pairs[index]?.value}
            readOnly={readOnly}
            onChange={(event) => change(index, { value: event.target.value })}
          />
        </>
      )}
    </Rows>
  )
}

type RowsProps = {
  count: number
  label: string
  add: string
  readOnly: boolean
  onAdd: () => void
  onRemove: (index: number) => void
  children: (index: number) => React.ReactNode
}

function Rows({ count, label, add, readOnly, onAdd, onRemove, children }: RowsProps) {
  // What was just added is what one goes on with.
  const [added, setAdded] = useState<number | null>(null)
  return (
    <div className="grid gap-1.5">
      {places(count).map(({ index }) => (
        <div key={index} ref={index === added ? focusFirst : undefined} className="flex items-center gap-1">
          {children(index)}
          {readOnly ? null : (
            <IconButton label={`Remove ${label} ${index + 1}`} size="sm" onClick={() => onRemove(index)}>
              <X aria-hidden="true" />
            </IconButton>
          )}
        </div>
      ))}
      {readOnly ? null : (
        <Button
          size="sm"
          variant="ghost"
          className="justify-self-start"
          onClick={() => {
            setAdded(count)
            onAdd()
          }}
        >
          <Plus aria-hidden="true" /> {add}
        </Button>
      )}
    </div>
  )
}

const focusFirst = (row: HTMLElement | null): void => row?.querySelector('input')?.focus()

/** A row is its place in the list: typing in it must not make it another. */
export function places(count: number): { index: number }[] {
  return Array.from({ length: count }, (_, index) => ({ index }))
}

function freshName(pairs: Pair[]): string {
  for (let n = pairs.length + 1; ; n++) if (!pairs.some(({ name }) => name === `name-${n}`)) return `name-${n}`
}
