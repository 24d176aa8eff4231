'use client'
import { PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { type EnvironmentsView, listEnvironmentsContract, removeSecretContract } from '../../server/environments/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge, ConfirmDialog, IconButton } from '../ui/index.ts'
import { environmentWords } from './environment-words.ts'
import { SecretDialog } from './secret-dialog.tsx'
import type { SecretView } from './secret-view.ts'

/** A secret: its name, where it may go, and where it has a value. */
export function SecretRow({ secret, open }: { secret: SecretView; open: EnvironmentsView['open'] }) {
  const { slug, can } = useWorkspace()
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState(false)
  const remove = useAction(removeSecretContract, { refresh: [listEnvironmentsContract], onDone: () => setAsking(false) })
  const { name, hosts, set } = secret
  return (
    <li className="flex items-center gap-3 border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <code className="font-mono text-sm font-medium">{name}</code>
          {open.map((environment) => {
            const there = set.includes(environment)
            if (open.length === 1 && there) return null
            return (
              <Badge key={environment} tone={there ? 'neutral' : 'warning'}>
                {there ? environmentWords[environment] : `Missing in ${environment}`}
              </Badge>
            )
          })}
        </p>
        <p className="truncate text-sm text-muted-foreground">Only to {hosts.join(', ')}</p>
      </div>
      {can('secret:manage') ? (
        <>
          <IconButton label={`Change ${name}`} onClick={() => setEditing(true)}>
            <PencilLine aria-hidden="true" />
          </IconButton>
          <IconButton label={`Remove ${name}`} onClick={() => setAsking(true)}>
            <Trash2 aria-hidden="true" />
          </IconButton>
          <ConfirmDialog
            open={asking}
            onOpenChange={setAsking}
            title={`Remove ${name}?`}
            confirm="Remove"
            danger
            busy={remove.isPending}
            onConfirm={() => remove.mutate({ workspace: slug, name })}
          >
            Its values are deleted in every environment. Blocks that name it fail and say so.
          </ConfirmDialog>
        </>
      ) : null}
      {editing ? <SecretDialog secret={secret} open={open} onClose={() => setEditing(false)} /> : null}
    </li>
  )
}
