'use client'
import { CircleAlert, CircleCheck, CircleDashed, ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { useEffect } from 'react'
import type { EnvironmentName } from '../../server/environments/contract.ts'
import { type ChecklistItem, getChecklistContract } from '../../server/flows/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { cx, ErrorState, Skeleton } from '../ui/index.ts'
import { useTools } from './context.ts'

type Props = { agent: string; environment: EnvironmentName; onShow: (item: ChecklistItem) => void }

/** What stands between the draft and its publishing, each line with the way to it; `blocking` says whether there is any of that. */
export function useChecklist(agent: string, environment: EnvironmentName, enabled: boolean) {
  const { slug: workspace } = useWorkspace()
  const asked = useData(getChecklistContract, { workspace, agent, environment }, { enabled, every: enabled ? 5000 : false })
  return { ...asked, blocked: asked.data?.items.some(({ level }) => level === 'blocking') ?? false }
}

export function Checklist({ agent, environment, onShow }: Props) {
  const { slug } = useWorkspace()
  const { draft } = useTools()
  const { data, error, refetch, isFetching } = useChecklist(agent, environment, true)
  // it looks at what is stored, so everything on screen is stored first
  useEffect(() => {
    void draft?.sync.flush().then((stored) => void (stored ? refetch() : undefined))
  }, [draft, refetch])
  if (!data && error) return <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} />
  if (!data) return <Skeleton className="h-16" />
  const blocking = data.items.filter(({ level }) => level === 'blocking')
  const advisory = data.items.filter(({ level }) => level === 'advisory')
  if (data.items.length === 0)
    return (
      <p role="status" className="flex items-center gap-2 text-sm text-muted-foreground">
        <CircleCheck aria-hidden="true" className="size-4 text-success" /> Tried as it is, and nothing is missing.
      </p>
    )
  const part = (title: string, items: readonly ChecklistItem[], blocks: boolean) =>
    items.length === 0 ? null : (
      <section aria-label={title}>
        <h3 className={cx('mb-1 text-xs font-medium', blocks ? 'text-destructive' : 'text-muted-foreground')}>{title}</h3>
        <ul className="overflow-hidden rounded-md border">
          {items.map((item) => (
            <li key={`${item.kind} ${item.message} ${item.nodes.join()}`} className="border-b last:border-b-0">
              <Line item={item} slug={slug} onShow={onShow} />
            </li>
          ))}
        </ul>
      </section>
    )
  return (
    <div className="grid gap-3">
      {part('To solve first', blocking, true)}
      {part('Worth a look', advisory, false)}
    </div>
  )
}

function Line({ item, slug, onShow }: { item: ChecklistItem; slug: string; onShow: Props['onShow'] }) {
  const { level, kind, message, todo, nodes } = item
  const mark =
    level === 'blocking' ? (
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-destructive" />
    ) : (
      <CircleDashed aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-subtle-foreground" />
    )
  const words = (
    <span className="min-w-0 flex-1">
      <span className="block text-pretty">{message}</span>
      <span className="block text-xs text-pretty text-muted-foreground">{todo}</span>
    </span>
  )
  const settings = kind === 'missing-secret' ? 'environments' : kind === 'missing-model' ? 'models' : null
  const here = nodes.length > 0 || kind === 'not-tried' || kind === 'no-sample' || kind === 'open-comments'
  return (
    <div className="flex items-start gap-1 text-sm">
      {here ? (
        <button
          type="button"
          onClick={() => onShow(item)}
          className="flex min-w-0 flex-1 items-start gap-2.5 px-3 py-2 text-left hover:bg-accent focus-visible:-outline-offset-2"
        >
          {mark}
          {words}
        </button>
      ) : (
        <p className="flex min-w-0 flex-1 items-start gap-2.5 px-3 py-2">
          {mark}
          {words}
        </p>
      )}
      {settings ? (
        <Link
          href={`/${slug}/settings/${settings}`}
          target="_blank"
          className="flex shrink-0 items-center gap-1 px-3 py-2 text-xs text-muted-foreground underline-offset-2 hover:text-foreground hover:underline"
        >
          Settings <ExternalLink aria-label="(opens a new tab)" className="size-3" />
        </Link>
      ) : null}
    </div>
  )
}
