'use client'
import { MessageSquareText } from 'lucide-react'
import { useContext } from 'react'
import { CommentsContext } from './comments-context.ts'

/** Says on a block that people talk about it. Nothing to see while nobody does. */
export function CommentBadge({ node }: { node: string }) {
  const talks = useContext(CommentsContext)
  const count = talks?.open.get(node) ?? 0
  if (!talks || count === 0) return null
  return (
    <button
      type="button"
      aria-label={count === 1 ? 'One open comment' : `${count} open comments`}
      onClick={(event) => {
        event.stopPropagation()
        talks.show(node)
      }}
      className="nodrag nopan -mr-1 flex h-5 shrink-0 items-center gap-1 rounded-full bg-info-soft px-1.5 text-2xs font-medium text-info tabular-nums hover:brightness-95"
    >
      <MessageSquareText aria-hidden="true" className="size-3" />
      {count}
    </button>
  )
}
