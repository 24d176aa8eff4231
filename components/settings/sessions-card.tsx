'use client'
import { MonitorSmartphone } from 'lucide-react'
import { listSessionsContract, revokeSessionContract } from '../../server/accounts/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card, CardHeader } from '../ui/card.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { toast } from '../ui/toast.ts'
import { deviceName } from './device-name.ts'

/** Where this person is signed in, with a way to end each. */
export function SessionsCard() {
  const list = useData(listSessionsContract, {})
  const revoke = useAction(revokeSessionContract, {
    refresh: [listSessionsContract],
    onDone: ({ revoked }) => toast.success(revoked === 1 ? 'One device is signed out' : `${revoked} devices are signed out`),
  })
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} retrying={list.isFetching} />
  const sessions = list.data?.sessions ?? []
  return (
    <Card>
      <CardHeader
        title="Where you are signed in"
        description="Signing a device out takes effect within seconds."
        aside={
          sessions.length > 1 ? (
            <Button variant="danger-quiet" busy={revoke.isPending && 'all' in revoke.variables} onClick={() => revoke.mutate({ all: true })}>
              Sign out all others
            </Button>
          ) : null
        }
      />
      {list.isPending ? <Skeleton className="m-4 h-10" /> : null}
      <ul>
        {sessions.map((session) => (
          <li key={session.id} className="flex items-center gap-3 border-b px-4 py-3 last:border-b-0">
            <MonitorSmartphone aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
            <div className="min-w-0 flex-1">
              <p className="flex items-center gap-2 text-sm font-medium" title={session.userAgent ?? undefined}>
                <span className="truncate">{deviceName(session.userAgent)}</span> {session.current ? <Badge tone="success">This one</Badge> : null}
              </p>
              <p className="text-xs text-muted-foreground">
                since <TimeAgo at={session.createdAt} />, last seen <TimeAgo at={session.lastSeenAt} />
              </p>
            </div>
            {session.current ? null : (
              <Button
                size="sm"
                busy={revoke.isPending && 'sessionId' in revoke.variables && revoke.variables.sessionId === session.id}
                onClick={() => revoke.mutate({ sessionId: session.id })}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
