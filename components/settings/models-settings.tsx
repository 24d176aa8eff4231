'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type ConnectionView, listConnectionsContract, removeConnectionContract } from '../../server/models/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card, CardHeader } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { AddModelDialog } from './add-model-dialog.tsx'
import { providerNames } from './providers.ts'

export function ModelsSettings() {
  const { slug, can } = useWorkspace()
  const list = useData(listConnectionsContract, { workspace: slug })
  const [adding, setAdding] = useState(false)
  if (list.isPending) return <RowSkeletons rows={2} />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} retrying={list.isFetching} />
  const { connections, demo } = list.data
  return (
    <div className="grid gap-5">
      {demo ? <DemoNotice canConnect={can('model:manage')} /> : null}
      <Card>
        <CardHeader
          title="Connected models"
          description="Agents use the default unless their flow names another. Keys are stored encrypted and never shown again."
          aside={
            can('model:manage') ? (
              <Button variant={demo ? 'primary' : 'secondary'} onClick={() => setAdding(true)}>
                <Plus aria-hidden="true" /> Connect
              </Button>
            ) : null
          }
        />
        {connections.length === 0 ? (
          <p className="px-4 py-8 text-center text-sm text-muted-foreground">No model is connected.</p>
        ) : (
          <ul>
            {connections.map((connection) => (
              <ConnectionRow key={connection.id} connection={connection} />
            ))}
          </ul>
        )}
      </Card>
      <AddModelDialog open={adding} onOpenChange={setAdding} />
    </div>
  )
}

function DemoNotice({ canConnect }: { canConnect: boolean }) {
  return (
    <div className="rounded-lg border bg-muted/60 px-4 py-3 text-sm">
      <p className="flex items-center gap-2 font-medium">
        The demo model is answering <Badge tone="ember">DEMO</Badge>
      </p>
      <p className="mt-0.5 text-pretty text-muted-foreground">
        It is a fixed script: it covers what the templates suggest and marks every message DEMO.{' '}
        {canConnect
          ? 'Connect a model to have agents think for themselves; nothing else changes.'
          : 'An owner or admin of this workspace can connect a real one.'}
      </p>
    </div>
  )
}

function ConnectionRow({ connection }: { connection: ConnectionView }) {
  const { slug, can } = useWorkspace()
  const [asking, setAsking] = useState(false)
  const remove = useAction(removeConnectionContract, { refresh: [listConnectionsContract], onDone: () => setAsking(false) })
  const { id, label, provider, defaultModel, baseUrl, isDefault, source, price } = connection
  return (
    <li className="flex items-center gap-3 border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-base font-medium">
          {label}
          {isDefault ? <Badge tone="success">Default</Badge> : null}
          {source === 'environment' ? <Badge title="Set by who runs this installation">From the environment</Badge> : null}
        </p>
        <p className="truncate text-sm text-muted-foreground">
          {providerNames[provider]} · <code className="font-mono text-xs">{defaultModel}</code>
          {baseUrl ? ` · ${baseUrl}` : ''}
          {price ? ` · $${price.input} in, $${price.output} out` : ''}
        </p>
      </div>
      {source === 'workspace' && can('model:manage') ? (
        <>
          <IconButton label={`Disconnect ${label}`} onClick={() => setAsking(true)}>
            <Trash2 aria-hidden="true" />
          </IconButton>
          <ConfirmDialog
            open={asking}
            onOpenChange={setAsking}
            title={`Disconnect ${label}?`}
            confirm="Disconnect"
            danger
            busy={remove.isPending}
            onConfirm={() => remove.mutate({ workspace: slug, connection: id })}
          >
            Its key is deleted. Agents that use it fall back to the default, or to the demo model when none is left.
          </ConfirmDialog>
        </>
      ) : null}
    </li>
  )
}
