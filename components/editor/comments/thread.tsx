'use client'
import { Check, RotateCcw } from 'lucide-react'
import { useRef } from 'react'
import { listCommentsContract, replyContract, resolveThreadContract, type ThreadView } from '../../../server/comments/contract.ts'
import { newId } from '../../../server/kernel/ids.ts'
import { useAction } from '../../data/use-data.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Badge, cx, IconButton, TimeAgo } from '../../ui/index.ts'
import { Comment } from './comment.tsx'
import { CommentBox } from './comment-box.tsx'

type Props = {
  agent: string
  thread: ThreadView
  /** What the block is called now; null: it is gone. */
  block: string | null
  marked: boolean
  readOnly: boolean
  onShow: () => void
}

/** A talk about a block. One that is resolved is quiet until it is opened again. */
export function Thread({ agent, thread, block, marked, readOnly, onShow }: Props) {
  const { slug: workspace } = useWorkspace()
  const refresh = [listCommentsContract]
  const answer = useAction(replyContract, { refresh })
  const resolve = useAction(resolveThreadContract, { refresh })
  // the same comment however often it is sent
  const next = useRef(newId())
  const { id, title, resolved, comments } = thread
  return (
    <article
      aria-label={`About ${block ?? title}`}
      ref={marked ? bringIntoView : undefined}
      className={cx('grid gap-2.5 border-b px-4 py-3', marked && 'bg-accent')}
    >
      <header className="flex min-h-7 items-center gap-2">
        {block === null ? (
          <span className="flex min-w-0 items-center gap-2 text-sm font-medium text-muted-foreground">
            <span className="truncate">{title}</span> <Badge>Removed block</Badge>
          </span>
        ) : (
          <button type="button" onClick={onShow} title="Show the block" className="min-w-0 truncate rounded-sm text-left text-sm font-medium hover:underline">
            {block}
          </button>
        )}
        <span className="flex-1" />
        {readOnly ? null : (
          <IconButton
            label={resolved ? 'Open it again' : 'Resolve'}
            size="sm"
            disabled={resolve.isPending}
            onClick={() => resolve.mutate({ workspace, agent, thread: id, resolved: !resolved })}
          >
            {resolved ? <RotateCcw aria-hidden="true" /> : <Check aria-hidden="true" />}
          </IconButton>
        )}
      </header>
      <ol className={cx('grid gap-3', resolved && 'opacity-70')}>
        {comments.map((comment) => (
          <Comment key={comment.id} agent={agent} thread={id} comment={comment} readOnly={readOnly} />
        ))}
      </ol>
      {resolved ? (
        <p className="text-xs text-muted-foreground">
          Resolved by {resolved.by}, <TimeAgo at={resolved.at} />
        </p>
      ) : readOnly ? null : (
        <CommentBox
          label={`Reply about ${block ?? title}`}
          placeholder="Reply, or name somebody with @"
          send="Reply"
          busy={answer.isPending}
          onSend={async (text, mentions) => {
            await answer.mutateAsync({ workspace, agent, thread: id, id: next.current, text, mentions })
            next.current = newId()
          }}
        />
      )}
    </article>
  )
}

const bringIntoView = (element: HTMLElement | null): void => element?.scrollIntoView({ block: 'nearest' })
