'use client'
import { commentHistoryContract } from '../../../server/comments/contract.ts'
import { useData } from '../../data/use-data.ts'
import { Dialog, ErrorState, Skeleton, TimeAgo } from '../../ui/index.ts'

type Props = { workspace: string; agent: string; thread: string; comment: string; onClose: () => void }

/** All that a comment ever said, the newest first. For admins. */
export function CommentHistory({ onClose, ...key }: Props) {
  const { data, error, refetch } = useData(commentHistoryContract, key)
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="What it said before" description="Only admins of the workspace see this.">
      {data ? (
        <ol className="grid gap-3">
          {data.wordings.toReversed().map(({ text, by, at }) => (
            <li key={at} className="grid gap-1">
              <p className="text-xs text-muted-foreground">
                {by.name}, <TimeAgo at={at} />
              </p>
              {text === null ? (
                <p className="text-sm text-muted-foreground italic">Deleted</p>
              ) : (
                <p className="text-sm break-words whitespace-pre-wrap">{text}</p>
              )}
            </li>
          ))}
        </ol>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-16" />
      )}
    </Dialog>
  )
}
