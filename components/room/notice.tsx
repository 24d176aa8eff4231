import { CircleSlash, GitBranch, OctagonPause, RefreshCw, TriangleAlert, UserMinus, UserPlus } from 'lucide-react'
import Link from 'next/link'
import type { NoticeItem } from '../../server/conversation/index.ts'
import { cx } from '../ui/index.ts'
import { roomTitle } from './words.ts'

const kinds = {
  failed: { icon: TriangleAlert, tone: 'text-destructive', lead: 'The agent could not finish. ' },
  cancelled: { icon: CircleSlash, tone: 'text-muted-foreground', lead: '' },
  recovered: { icon: RefreshCw, tone: 'text-muted-foreground', lead: '' },
  joined: { icon: UserPlus, tone: 'text-muted-foreground', lead: '' },
  left: { icon: UserMinus, tone: 'text-muted-foreground', lead: '' },
  forked: { icon: GitBranch, tone: 'text-muted-foreground', lead: '' },
  branched: { icon: GitBranch, tone: 'text-muted-foreground', lead: '' },
  limit: { icon: OctagonPause, tone: 'text-muted-foreground', lead: '' },
} as const

/** What happened to the agent itself: it failed, was stopped, or was interrupted and went on. */
export function Notice({ item, workspace }: { item: NoticeItem; workspace: string }) {
  const { icon: Icon, tone, lead } = kinds[item.notice]
  const failed = item.notice === 'failed'
  return (
    <div role={failed ? 'alert' : undefined} className={cx('flex gap-2 text-sm', failed ? 'rounded-lg border bg-card px-3 py-2.5' : 'text-muted-foreground')}>
      <Icon aria-hidden="true" className={cx('mt-0.5 size-4 shrink-0', tone)} />
      <p className="min-w-0 flex-1 break-words">
        {lead}
        {item.text}
        {item.room ? (
          <>
            {' '}
            <Link
              href={`/${workspace}/rooms/${item.room.id}${item.notice === 'forked' ? `?at=${item.room.seq}` : ''}`}
              className="text-foreground underline underline-offset-2 hover:text-ember"
            >
              {item.notice === 'forked' ? `Back to ${roomTitle(item.room.title)}` : 'Open the branch'}
            </Link>
          </>
        ) : null}
        {failed && item.runId ? (
          <>
            {' '}
            <Link href={`/${workspace}/runs/${item.runId}`} className="whitespace-nowrap text-foreground underline underline-offset-2 hover:text-ember">
              See the run
            </Link>
          </>
        ) : null}
        {failed && item.code === 'no-model' ? (
          <>
            {' or '}
            <Link href={`/${workspace}/settings/models`} className="whitespace-nowrap text-foreground underline underline-offset-2 hover:text-ember">
              connect a model
            </Link>
          </>
        ) : null}
      </p>
    </div>
  )
}
