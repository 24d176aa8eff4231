'use client'
import { MessageSquareText, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { listCommentsContract, startThreadContract, type ThreadView } from '../../../server/comments/contract.ts'
import { newId } from '../../../server/kernel/ids.ts'
import { useAction } from '../../data/use-data.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Button, EmptyState, ErrorState, IconButton, Sheet, Skeleton } from '../../ui/index.ts'
import { useEditor, useTools } from '../context.ts'
import { titleOf } from '../state/ports.ts'
import { CommentBox } from './comment-box.tsx'
import { Thread } from './thread.tsx'
import type { Comments } from './use-comments.ts'

export type CommentsPanelProps = {
  agent: string
  comments: Comments
  narrow: boolean
  /** The block one came from. */
  about: string | null
  /** The talk one came for. */
  marked: string | null
  onShow: (node: string) => void
  onClose: () => void
}

/** What people say about the blocks of this flow. */
export function CommentsPanel({ narrow, onClose, ...rest }: CommentsPanelProps) {
  if (narrow)
    return (
      <Sheet open onOpenChange={(open) => !open && onClose()} side="bottom" title="Comments">
        <Talks {...rest} />
      </Sheet>
    )
  return (
    <aside aria-label="Comments" className="absolute inset-y-0 right-0 z-20 flex w-88 flex-col border-l bg-card">
      <div className="flex h-12 shrink-0 items-center border-b pr-2 pl-4">
        <h2 className="flex-1 text-base font-semibold">Comments</h2>
        <IconButton label="Close comments" size="sm" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Talks {...rest} />
      </div>
    </aside>
  )
}

function Talks({ agent, comments, about, marked, onShow }: Omit<CommentsPanelProps, 'narrow' | 'onClose'>) {
  const { store, readOnly } = useTools()
  const titles = useEditor((state) =>
    Object.fromEntries(Object.entries(state.flow.nodes).map(([id, node]) => [id, titleOf(node, store.catalogue.get(node.block))])),
  )
  const { threads, error, retry } = comments
  const came = threads?.find(({ id }) => id === marked)
  const [all, setAll] = useState(false)
  if (!threads && error) return <ErrorState error={error} onRetry={retry} className="m-4" />
  if (!threads)
    return (
      <div className="grid gap-3 p-4">
        <Skeleton className="h-16" />
        <Skeleton className="h-16" />
      </div>
    )
  const shown = threads.filter(({ id, resolved }) => all || !resolved || id === came?.id)
  const done = threads.filter(({ resolved }) => resolved).length
  const rank = ({ node }: ThreadView) => (node === about ? 0 : titles[node] === undefined ? 2 : 1)
  const sorted = [...shown].sort((a, b) => rank(a) - rank(b))
  const name = about === null ? undefined : titles[about]
  return (
    <>
      {about !== null && name !== undefined && !readOnly ? <NewThread key={about} agent={agent} node={about} title={name} /> : null}
      {sorted.length === 0 && name !== undefined && !readOnly ? null : sorted.length === 0 ? (
        <EmptyState icon={<MessageSquareText />} title={done > 0 ? 'Nothing is open' : 'No comments yet'} className="m-4">
          {readOnly ? 'Who may edit this flow can comment on its blocks.' : 'Choose a block and press the speech bubble beside its name.'}
        </EmptyState>
      ) : (
        sorted.map((thread) => (
          <Thread
            key={thread.id}
            agent={agent}
            thread={thread}
            block={titles[thread.node] ?? null}
            marked={thread.id === marked && sorted.length > 1}
            readOnly={readOnly}
            onShow={() => onShow(thread.node)}
          />
        ))
      )}
      {done > 0 ? (
        <p className="px-4 py-3">
          <Button size="sm" variant="ghost" aria-pressed={all} onClick={() => setAll(!all)}>
            {all ? 'Hide what is resolved' : `Show ${done} resolved`}
          </Button>
        </p>
      ) : null}
    </>
  )
}

function NewThread({ agent, node, title }: { agent: string; node: string; title: string }) {
  const { slug: workspace } = useWorkspace()
  const start = useAction(startThreadContract, { refresh: [listCommentsContract] })
  const next = useRef(newId())
  return (
    <div className="border-b px-4 py-3">
      <h3 className="mb-2 truncate text-sm font-medium">{title}</h3>
      <CommentBox
        autoFocus
        label={`Comment on ${title}`}
        placeholder="What about this block? Name somebody with @"
        send="Comment"
        busy={start.isPending}
        onSend={async (text, mentions) => {
          await start.mutateAsync({ workspace, agent, id: next.current, node, title: title.slice(0, 120), text, mentions })
          next.current = newId()
        }}
      />
    </div>
  )
}
