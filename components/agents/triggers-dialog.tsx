'use client'
import { getTriggerContract, pauseTriggerContract, type TriggerView } from '../../server/triggers/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { onlyProduction } from '../environments/only-production.ts'
import { useEnvironments } from '../environments/use-environments.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Badge } from '../ui/badge.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { Switch } from '../ui/switch.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import { missedWords } from './missed-words.ts'
import { WebhookAddress } from './webhook-address.tsx'

type Props = { agent: { id: string; name: string }; open: boolean; onOpenChange: (open: boolean) => void }

/** What starts an agent by itself: a schedule, a webhook, an event. Says so of what is published, not of the draft. */
export function TriggersDialog({ agent, open, onOpenChange }: Props) {
  const { slug } = useWorkspace()
  const { data, error, refetch } = useData(getTriggerContract, { workspace: slug, agent: agent.id }, { enabled: open })
  const several = useEnvironments().length > 0
  return (
    <Dialog open={open} onOpenChange={onOpenChange} size="md" title="Triggers" description={`What starts ${agent.name} by itself, as it is published.`}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : data ? <Trigger agent={agent.id} trigger={data} /> : <Skeleton className="h-24" />}
      {several && data ? (
        <p className="mt-4 border-t pt-3 text-xs text-pretty text-muted-foreground">
          {onlyProduction}{' '}
          {data.kind === 'webhook' ? 'A call reaches another environment when its address ends in ?environment=staging or ?environment=development.' : ''}
        </p>
      ) : null}
    </Dialog>
  )
}

function Trigger({ agent, trigger }: { agent: string; trigger: TriggerView }) {
  if (trigger.kind === 'none')
    return (
      <p className="text-sm text-muted-foreground">
        Nothing does: people talk to it, or start it by hand. Put a Schedule, a Webhook or “When an event comes” into its flow as the first block, and publish
        it.
      </p>
    )
  return (
    <div className="grid gap-4">
      <Held agent={agent} trigger={trigger} />
      {trigger.problem ? (
        <p role="alert" className="text-sm text-destructive">
          {trigger.problem} Change the block and publish again.
        </p>
      ) : null}
      {trigger.schedule ? <NextTimes schedule={trigger.schedule} paused={trigger.paused} /> : null}
      {trigger.webhook ? <WebhookAddress agent={agent} webhook={trigger.webhook} /> : null}
      {trigger.event ? (
        <p className="text-sm">
          Whenever a flow of this workspace emits <code className="font-mono text-xs">{trigger.event.topic}</code>.
        </p>
      ) : null}
    </div>
  )
}

const names = { schedule: 'Schedule', webhook: 'Webhook', event: 'Event', none: '' } as const satisfies Record<TriggerView['kind'], string>

function Held({ agent, trigger: { kind, paused, firedAt } }: { agent: string; trigger: TriggerView }) {
  const { slug, can } = useWorkspace()
  const pause = useAction(pauseTriggerContract, { refresh: [getTriggerContract] })
  return (
    <div className="flex flex-wrap items-center gap-3">
      <span className="font-medium">{names[kind]}</span>
      <Badge tone={paused ? 'warning' : 'success'}>{paused ? 'Paused' : 'Active'}</Badge>
      <span className="text-xs text-muted-foreground">
        {firedAt ? (
          <>
            last started it <TimeAgo at={firedAt} />
          </>
        ) : (
          'has not started it yet'
        )}
      </span>
      <span className="flex-1" />
      {can('agent:edit') ? (
        <Switch label="Active" checked={!paused} disabled={pause.isPending} onChange={(on) => pause.mutate({ workspace: slug, agent, paused: !on })} />
      ) : null}
    </div>
  )
}

function NextTimes({ schedule: { cron, timeZone, missed, next }, paused }: { schedule: NonNullable<TriggerView['schedule']>; paused: boolean }) {
  const format = new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone: next.length > 0 ? timeZone : 'UTC',
  })
  return (
    <div className="grid gap-1.5 text-sm">
      <p>
        <code className="font-mono text-xs">{cron}</code> <span className="text-muted-foreground">in {timeZone}</span>
      </p>
      {next.length > 0 ? (
        <ol aria-label="The next times" className="grid gap-0.5 tabular-nums">
          {next.map((at) => (
            <li key={at}>
              <time dateTime={at}>{format.format(new Date(at))}</time>
            </li>
          ))}
        </ol>
      ) : (
        <p>{paused ? 'It starts nothing while it is paused, and makes up for nothing.' : 'No next time.'}</p>
      )}
      <p className="mt-1 text-muted-foreground">{missedWords(missed)}</p>
    </div>
  )
}
