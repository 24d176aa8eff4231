'use client'
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { NodePort } from '../../server/engine/flow.ts'
import { Button, IconButton, Select } from '../ui/index.ts'
import { useEditor, useTools } from './context.ts'
import { PortName } from './port-name.tsx'
import { kindOfPort, nextPortName, portKinds, schemaOfKind } from './state/port-list.ts'

const noPorts: readonly { name: string }[] = []

/** The ports a block has of its own: what a flow takes, and what it gives. */
export function PortsEditor({ node, side, ports }: { node: string; side: 'inputs' | 'outputs'; ports: readonly NodePort[] }) {
  const { store, readOnly } = useTools()
  const own = useEditor(({ flow }) => store.catalogue.get(flow.nodes[node]?.block ?? '')?.[side] ?? noPorts).map(({ name }) => name)
  const set = (next: NodePort[]) => store.perform({ kind: 'set-ports', node, side, ports: next })
  // What was just added gets its name next.
  const [added, setAdded] = useState<number | null>(null)
  const change = (index: number, patch: Partial<NodePort>) => set(ports.map((port, at) => (at === index ? { ...port, ...patch } : port)))
  return (
    <section aria-label={side === 'outputs' ? 'What this flow takes' : 'What this flow gives'} className="grid gap-2 border-t px-4 py-5">
      <h3 className="text-xs font-medium text-muted-foreground">{side === 'outputs' ? 'This flow takes' : 'This flow gives'}</h3>
      {ports.map((port, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is being typed, so its place is all it has
        <div key={index} className="flex items-start gap-1.5">
          <PortName
            label={`Name of port ${index + 1}`}
            name={port.name}
            taken={[...own, ...ports.toSpliced(index, 1).map(({ name }) => name)]}
            readOnly={readOnly}
            begun={index === added}
            onRename={(name) => change(index, { name })}
          />
          <div className="w-32 shrink-0">
            <Select
              label={`Kind of port ${index + 1}`}
              disabled={readOnly}
              value={kindOfPort(port)}
              items={portKinds}
              onChange={(kind) => change(index, { schema: schemaOfKind(kind) })}
            />
          </div>
          {readOnly ? null : (
            <IconButton label={`Remove ${port.name}`} onClick={() => set(ports.toSpliced(index, 1))}>
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
            setAdded(ports.length)
            set([...ports, { name: nextPortName(ports), schema: { type: 'string' } }])
          }}
        >
          <Plus aria-hidden="true" /> Add a port
        </Button>
      )}
    </section>
  )
}
