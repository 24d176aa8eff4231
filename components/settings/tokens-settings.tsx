'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { listTokensContract, revokeTokenContract, type TokenView } from '../../server/access/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card, CardHeader } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { toast } from '../ui/toast.ts'
import { TokenDialog } from './token-dialog.tsx'
import { scopeName } from './token-scopes.ts'

/** What programs of people come in with; who manages tokens sees and ends everybody's. */
export function TokensSettings() {
  const { slug, can } = useWorkspace()
  const list = useData(listTokensContract, { workspace: slug })
  const [making, setMaking] = useState(false)
  if (list.isPending) return <RowSkeletons rows={3} />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} retrying={list.isFetching} />
  const { tokens } = list.data
  return (
    <Card>
      <CardHeader
        title="Tokens"
        description={`For programs that talk to agents or use the API as you. ${can('token:manage') ? 'You see those of every member.' : 'They never may more than you.'}`}
        aside={
          <Button onClick={() => setMaking(true)}>
            <Plus aria-hidden="true" /> New token
          </Button>
        }
      />
      {tokens.length === 0 ? (
        <p className="px-4 py-8 text-center text-sm text-muted-foreground">
          No token yet. One stands in for your sign-in, in this workspace only, until it ends or you revoke it.
        </p>
      ) : (
        <ul>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </ul>
      )}
      <TokenDialog open={making} onClose={() => setMaking(false)} />
    </Card>
  )
}

function TokenRow({ token }: { token: TokenView }) {
  const { slug, person } = useWorkspace()
  const [asking, setAsking] = useState(false)
  const { name, role, hint, owner, createdAt, expiresAt, lastUsedAt } = token
  const revoke = useAction(revokeTokenContract, {
    refresh: [listTokensContract],
    onDone: () => {
      setAsking(false)
      toast.success(`${name} is revoked`)
    },
  })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-base font-medium">
          <span className="truncate">{name}</span>
          <code className="shrink-0 font-mono text-xs text-muted-foreground">…{hint}</code>
          <Badge>{scopeName[role]}</Badge>
        </p>
        <p className="text-sm text-muted-foreground">
          {owner.id === person.id ? 'Yours' : owner.name}, made <TimeAgo at={createdAt} />, ends {expiresAt.slice(0, 10)},{' '}
          {lastUsedAt ? (
            <>
              used <TimeAgo at={lastUsedAt} />
            </>
          ) : (
            'never used'
          )}
        </p>
      </div>
      <Button size="sm" aria-label={`Revoke ${name}`} onClick={() => setAsking(true)}>
        Revoke
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Revoke ${name}?`}
        confirm="Revoke"
        danger
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate({ workspace: slug, token: token.id })}
      >
        Programs that use it are signed out within seconds. This cannot be undone.
      </ConfirmDialog>
    </li>
  )
}
