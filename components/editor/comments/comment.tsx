'use client'
import { History, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { type CommentView, deleteCommentContract, editCommentContract, listCommentsContract } from '../../../server/comments/contract.ts'
import { useAction } from '../../data/use-data.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Avatar, ConfirmDialog, IconButton, Menu, MenuItem, TimeAgo } from '../../ui/index.ts'
import { CommentBox } from './comment-box.tsx'
import { CommentHistory } from './comment-history.tsx'
import { partsOf } from './mentions.ts'

type Props = { agent: string; thread: string; comment: CommentView; readOnly: boolean }

/** One thing that was said. Its author may say it otherwise or delete it; an admin may delete it and see what it said before. */
export function Comment({ agent, thread, comment, readOnly }: Props) {
  const { slug: workspace, person, can } = useWorkspace()
  const refresh = [listCommentsContract]
  const edit = useAction(editCommentContract, { refresh })
  const remove = useAction(deleteCommentContract, { refresh, onDone: () => setAsking(false) })
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState(false)
  const [looking, setLooking] = useState(false)
  const more = useRef<HTMLButtonElement>(null)
  const { id, text, author, mentions, at, edited, deleted } = comment
  const own = author.id === person.id
  const manages = can('workspace:manage')
  const key = { workspace, agent, thread, comment: id }
  const mayEdit = !readOnly && own && !deleted
  const mayDelete = !readOnly && (own || manages) && !deleted
  const mayLook = manages && (edited !== null || deleted !== null)
  const back = () => {
    setEditing(false)
    requestAnimationFrame(() => more.current?.focus())
  }
  return (
    <li className="flex gap-2.5">
      <Avatar name={author.name} />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 items-center gap-2 text-xs">
          <span className="truncate font-medium">{author.name}</span>
          <span className="shrink-0 text-muted-foreground">
            <TimeAgo at={at} />
            {edited ? <span title={new Date(edited.at).toLocaleString()}> · edited</span> : null}
          </span>
          <span className="flex-1" />
          {mayEdit || mayDelete || mayLook ? (
            <Menu
              trigger={
                <IconButton ref={more} label={`More on what ${author.name} said`} size="sm" className="-my-1 -mr-1">
                  <MoreHorizontal aria-hidden="true" />
                </IconButton>
              }
            >
              {mayEdit ? (
                <MenuItem icon={<Pencil />} onSelect={() => setEditing(true)}>
                  Edit
                </MenuItem>
              ) : null}
              {mayLook ? (
                <MenuItem icon={<History />} onSelect={() => setLooking(true)}>
                  What it said before
                </MenuItem>
              ) : null}
              {mayDelete ? (
                <MenuItem icon={<Trash2 />} danger onSelect={() => setAsking(true)}>
                  Delete
                </MenuItem>
              ) : null}
            </Menu>
          ) : null}
        </div>
        {editing ? (
          <CommentBox
            autoFocus
            first={text}
            label="Edit the comment"
            placeholder="Name somebody with @"
            send="Save"
            busy={edit.isPending}
            onCancel={back}
            onSend={async (words, named) => {
              await edit.mutateAsync({ ...key, text: words, mentions: named })
              back()
            }}
          />
        ) : deleted ? (
          <p className="text-sm text-muted-foreground italic">
            Deleted by {deleted.by.name}, <TimeAgo at={deleted.at} />
          </p>
        ) : (
          <Words text={text} names={mentions.map(({ name }) => name)} />
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Delete this comment?"
        confirm="Delete"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate(key)}
      >
        Others no longer see what it said. Admins of the workspace still find it under “What it said before”.
      </ConfirmDialog>
      {looking ? <CommentHistory {...key} onClose={() => setLooking(false)} /> : null}
    </li>
  )
}

function Words({ text, names }: { text: string; names: string[] }) {
  return (
    <p className="text-sm break-words whitespace-pre-wrap">
      {partsOf(text, names).map((part, place) => {
        const key = `${place} ${part.text}`
        return part.named ? (
          <span key={key} className="font-medium text-info">
            {part.text}
          </span>
        ) : (
          <span key={key}>{part.text}</span>
        )
      })}
    </p>
  )
}
