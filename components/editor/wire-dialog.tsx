'use client'
import { Command } from 'cmdk'
import { useEffect, useMemo, useRef, useState } from 'react'
import { Dialog } from '../ui/index.ts'
import { useEditor, useTools } from './context.ts'
import { endsFor, endsOf, type NamedEnd } from './state/ends-of.ts'
import { wireBetween } from './state/ports.ts'

export type WireDialogProps = {
  node: string
  onClose: () => void /** Nothing that is there will do: a new block, wired to this end. */
  onNew: (from: NamedEnd) => void
}

/** A wire drawn with keys: which port of this block, then where to. */
export function WireDialog({ node, onClose, onNew }: WireDialogProps) {
  const { store } = useTools()
  const flow = useEditor((state) => state.flow)
  const [from, setFrom] = useState<NamedEnd | null>(null)
  const own = useMemo(() => endsOf(flow, store.catalogue, node), [flow, store, node])
  const ends = useMemo(() => (from ? endsFor(flow, store.catalogue, from) : []), [flow, store, from])
  const name = own[0]?.block ?? 'this block'
  const take = (to: NamedEnd) => {
    const wire = from && wireBetween(from, to)
    if (wire) store.perform({ kind: 'draw', wire })
    onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={
        from ? `${from.side === 'output' ? 'Lead' : 'Take'} ${from.title} of ${name} ${from.side === 'output' ? 'to' : 'from'}` : `Draw a wire from ${name}`
      }
      description={from ? 'Only what fits is listed.' : 'What it gives comes first, then what it takes.'}
    >
      {from ? (
        <Ends
          key="to"
          label="Where to"
          ends={ends}
          titleOf={({ block, title }) => `${block} · ${title}`}
          onChoose={take}
          onNew={() => onNew(from)}
          empty="Nothing here has that name and fits."
        />
      ) : (
        <Ends
          key="from"
          label="Which port"
          ends={own}
          titleOf={({ title, side }) => `${title} ${side === 'output' ? '→' : '←'}`}
          onChoose={setFrom}
          empty="It has no such port."
        />
      )}
    </Dialog>
  )
}

type EndsProps = {
  label: string
  ends: readonly NamedEnd[]
  titleOf: (end: NamedEnd) => string
  onChoose: (end: NamedEnd) => void
  onNew?: () => void
  empty: string
}

function Ends({ label, ends, titleOf, onChoose, onNew, empty }: EndsProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const itemClass = 'flex min-h-8 cursor-default items-center gap-3 rounded-md px-2 text-sm select-none data-[selected=true]:bg-accent coarse:min-h-11'
  return (
    <Command label={label} loop>
      <Command.Input
        ref={input}
        placeholder={label}
        className="mb-1.5 h-9 w-full rounded-md border bg-transparent px-2.5 text-sm outline-offset-0 placeholder:text-subtle-foreground coarse:h-11"
      />
      <Command.List className="max-h-72 overflow-y-auto overscroll-contain">
        <Command.Empty className="px-2 py-6 text-center text-sm text-muted-foreground">{empty}</Command.Empty>
        {ends.map((end) => (
          <Command.Item
            key={`${end.side} ${end.node} ${end.port}`}
            value={`${titleOf(end)} ${end.node} ${end.port} ${end.side}`}
            onSelect={() => onChoose(end)}
            className={itemClass}
          >
            <span className="min-w-0 flex-1 truncate">{titleOf(end)}</span>
            {end.hint ? <span className="text-xs text-muted-foreground">{end.hint}</span> : null}
          </Command.Item>
        ))}
        {onNew ? (
          <Command.Item value="a new block add" onSelect={onNew} className={itemClass}>
            A new block …
          </Command.Item>
        ) : null}
      </Command.List>
    </Command>
  )
}
