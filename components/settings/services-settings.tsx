'use client'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { listServicesContract, resetServiceContract, type ServiceView } from '../../server/services/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Card, CardHeader } from '../ui/card.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { ServiceDialog } from './service-dialog.tsx'

/** What the workspace calls outside: how each service is doing, and how often it may be called. */
export function ServicesSettings() {
  const { slug, can } = useWorkspace()
  const list = useData(listServicesContract, { workspace: slug }, { every: 5000 })
  const [editing, setEditing] = useState<ServiceView | 'new' | null>(null)
  if (list.isPending) return <RowSkeletons rows={3} />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} retrying={list.isFetching} />
  const { services } = list.data
  return (
    <div className="grid gap-5">
      <Card>
        <CardHeader
          title="Services"
          description="Hosts and model providers that agents of this workspace call. One that fails five times in a row is left alone for 30 seconds, unless you say otherwise."
          aside={
            can('workspace:manage') ? (
              <Button onClick={() => setEditing('new')}>
                <Plus aria-hidden="true" /> Add a limit
              </Button>
            ) : null
          }
        />
        {services.length === 0 ? (
          <p className="px-4 py-8 text-center text-sm text-muted-foreground">Nothing outside was called yet.</p>
        ) : (
          <ul>
            {services.map((service) => (
              <ServiceRow key={service.service} service={service} onEdit={() => setEditing(service)} />
            ))}
          </ul>
        )}
      </Card>
      <ServiceDialog editing={editing} onClose={() => setEditing(null)} />
    </div>
  )
}

function ServiceRow({ service, onEdit }: { service: ServiceView; onEdit: () => void }) {
  const { slug, can } = useWorkspace()
  const reset = useAction(resetServiceContract, { refresh: [listServicesContract] })
  const { service: name, rate, circuit, state, until, failures, calledAt } = service
  const rules = [
    ...(rate ? [`at most ${rate.calls} calls in ${rate.seconds} s`] : []),
    ...(circuit ? [circuit.failures === 0 ? 'never left alone' : `left alone for ${circuit.seconds} s after ${circuit.failures} failures`] : []),
  ]
  return (
    <li className="flex flex-wrap items-center gap-3 border-b px-4 py-3 last:border-b-0">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-base font-medium">
          <span className="truncate">{name}</span>
          <StateBadge state={state} failures={failures} until={until} />
        </p>
        <p className="truncate text-sm text-muted-foreground">
          {rules.length > 0 ? rules.join(' · ') : 'no limit set'}
          {calledAt ? (
            <>
              {' · called '}
              <TimeAgo at={calledAt} />
            </>
          ) : null}
        </p>
      </div>
      {can('workspace:manage') ? (
        <div className="flex items-center gap-2">
          {state === 'fine' ? null : (
            <Button size="sm" busy={reset.isPending} onClick={() => reset.mutate({ workspace: slug, service: name })}>
              Call it again now
            </Button>
          )}
          <Button size="sm" onClick={onEdit} aria-label={`Limits of ${name}`}>
            Limits
          </Button>
        </div>
      ) : null}
    </li>
  )
}

function StateBadge({ state, failures, until }: Pick<ServiceView, 'state' | 'failures' | 'until'>) {
  const moment = until ? ` until ${new Date(until).toLocaleTimeString()}` : ''
  switch (state) {
    case 'open':
      return <Badge tone="danger">{`failed ${failures} times, left alone${moment}`}</Badge>
    case 'asked':
      return <Badge tone="warning">{`asked to be left alone${moment}`}</Badge>
    case 'trying':
      return <Badge tone="warning">the next call tries it</Badge>
    case 'fine':
      return null
  }
}
