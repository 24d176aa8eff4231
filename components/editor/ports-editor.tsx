'use client'
import { Plus, X } from 'lucide-react'
import type { NodePort } from '../../server/engine/flow.ts'
import { Button, IconButton, Input, Select } from '../ui/index.ts'
import { useTools } from './context.ts'
import { kindOfPort, nextPortName, portKinds, schemaOfKind } from './state/port-list.ts'

/** The ports a block has of its own: what a flow takes, and what it gives. */
export function PortsEditor({ node, side, ports }: { node: string; side: 'inputs' | 'outputs'; ports: readonly NodePort[] }) {
  const { store, readOnly } = useTools()
  const set = (next: NodePort[]) => store.perform({ kind: 'set-ports', node, side, ports: next })
  const change = (index: number, patch: Partial<NodePort>) => set(ports.map((port, at) => (at === index ? { ...port, ...patch } : port)))
  return (
    <section aria-label={side === 'outputs' ? 'What this flow takes' : 'What this flow gives'} className="grid gap-2 border-t px-4 py-5">
      <h3 className="text-xs font-medium text-muted-foreground">{side === 'outputs' ? 'This flow takes' : 'This flow gives'}</h3>
      {ports.map((port, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is being typed, so its place is all it has
        <div key={index} className="flex items-center gap-1.5">
          <Input
            aria-label={`Name of port ${index + 1}`}
            mono
            value={port.name}
            readOnly={readOnly}
            onChange={(event) => change(index, { name: event.target.value.replace(/[^a-zA-Z0-9_]/g, '').replace(/^[^a-zA-Z]+/, '') || port.name })}
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
          onClick={() => set([...ports, { name: nextPortName(ports), schema: { type: 'string' } }])}
        >
          <Plus aria-hidden="true" /> Add a port
        </Button>
      )}
    </section>
  )
}
