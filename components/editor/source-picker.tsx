'use client'
import { Cable, Unplug } from 'lucide-react'
import { useMemo } from 'react'
import type { Flow } from '../../server/engine/flow.ts'
import { IconButton, Menu, MenuItem } from '../ui/index.ts'
import { useEditor, useTools } from './context.ts'
import { focusFields } from './focus-block.ts'
import { sourcesFor } from './state/choices.ts'
import { wireId } from './state/flow-edit.ts'
import { portOf, titleOf } from './state/ports.ts'

/** Draws a wire to an input without a pointer: every output that fits, by name. */
export function SourcePicker({ node, port, title }: { node: string; port: string; title: string }) {
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={`Wire ${title} to an output`} size="sm" className="-my-1">
          <Cable aria-hidden="true" />
        </IconButton>
      }
    >
      <Sources node={node} port={port} />
    </Menu>
  )
}

/** Only an open menu asks what would fit: in a large flow that is a long question. */
function Sources({ node, port }: { node: string; port: string }) {
  const { store } = useTools()
  const flow = useEditor((state) => state.flow)
  const sources = useMemo(() => sourcesFor(flow, store.catalogue, node, port), [flow, store, node, port])
  if (sources.length === 0) return <p className="max-w-64 px-2 py-1.5 text-sm text-muted-foreground">No output of this flow fits here yet.</p>
  return sources.map(({ wire, title: from, port: output }) => (
    <MenuItem key={wireId(wire)} onSelect={() => store.perform({ kind: 'draw', wire })}>
      {from} <span className="text-muted-foreground">{output}</span>
    </MenuItem>
  ))
}

/** In place of a control: what feeds this input, and the way to cut it. */
export function WiredFrom({ flow, node, port, readOnly }: { flow: Flow; node: string; port: string; readOnly: boolean }) {
  const { store, show } = useTools()
  const wire = flow.wires.find(({ to }) => to.node === node && to.port === port)
  const source = wire && flow.nodes[wire.from.node]
  if (!wire || !source) return null
  const card = store.catalogue.get(source.block)
  const output = card && portOf(card, 'output', wire.from.port)
  return (
    <div className="flex h-8 items-center gap-2 rounded-md border border-dashed border-border-strong bg-muted/40 pr-0.5 pl-2.5 text-sm coarse:h-10">
      <Cable aria-hidden="true" className="size-3.5 shrink-0 text-subtle-foreground" />
      <button type="button" onClick={() => show([wire.from.node])} className="min-w-0 flex-1 truncate rounded-sm text-left hover:underline">
        {titleOf(source, card)} <span className="text-muted-foreground">{output?.title ?? wire.from.port}</span>
      </button>
      {readOnly ? null : (
        <IconButton
          label="Cut this wire"
          size="sm"
          onClick={() => {
            store.perform({ kind: 'cut', wires: [wireId(wire)] })
            focusFields() // the button is gone, and the keyboard stays in the form
          }}
        >
          <Unplug aria-hidden="true" />
        </IconButton>
      )}
    </div>
  )
}
