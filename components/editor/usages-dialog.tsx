'use client'
import Link from 'next/link'
import { listUsagesContract } from '../../server/flows/contract.ts'
import { useData } from '../data/use-data.ts'
import { Badge, Dialog, ErrorState, Skeleton } from '../ui/index.ts'

export type UsagesDialogProps = { workspace: string; agent: string; name: string; onClose: () => void }

/** Which flows run this one, each with the way to it. */
export function UsagesDialog({ workspace, agent, name, onClose }: UsagesDialogProps) {
  const { data, error, refetch, isFetching } = useData(listUsagesContract, { workspace, agent })
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={`Who uses ${name}`} description="Blocks of other flows that run this one.">
      {data ? (
        data.usages.length === 0 ? (
          <p className="text-sm text-muted-foreground">No other flow runs it. Rename it, change it or archive it as you like.</p>
        ) : (
          <ul className="grid gap-0.5">
            {data.usages.map((usage) => (
              <li key={`${usage.agent} ${usage.node}`}>
                <Link
                  href={`/${workspace}/agents/${usage.agent}`}
                  onClick={onClose}
                  className="-mx-2 flex min-h-9 items-center gap-2 rounded-md px-2 text-sm hover:bg-accent"
                >
                  <span className="min-w-0 flex-1 truncate">
                    {usage.name} <span className="text-muted-foreground">{usage.title || usage.node}</span>
                  </span>
                  {usage.live ? <Badge tone="success">Published</Badge> : null}
                  {usage.draft ? <Badge>{usage.live ? 'and draft' : 'Draft'}</Badge> : null}
                </Link>
              </li>
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState title="It could not be asked" error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <Skeleton className="h-16" />
      )}
    </Dialog>
  )
}
