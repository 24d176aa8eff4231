'use client'
import { Pencil, X } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import type { QueuedTurn } from '../../server/conversation/index.ts'
import { dropTurnContract, editTurnContract } from '../../server/rooms/contract.ts'
import { useAction } from '../data/use-data.ts'
import { Button, IconButton, Textarea } from '../ui/index.ts'

type Place = { workspace: string; room: string; personId: string; mayPost: boolean }

/** What was said while an agent works, and waits for its turn. Whoever wrote it can put it differently; all who may write can drop it. */
export function QueuedTurns({ queue, ...place }: Place & { queue: readonly QueuedTurn[] }) {
  if (queue.length === 0) return null
  return (
    <section aria-label="Waiting for their turn" className="mb-2 rounded-lg border border-dashed bg-card/60 px-3 py-2">
      <h2 className="text-xs text-muted-foreground">{queue.length === 1 ? 'Waits for its turn' : `${queue.length} wait for their turn`}</h2>
      <ul className="mt-1 grid max-h-40 gap-1 overflow-y-auto">
        {queue.map((turn) => (
          <Row key={turn.turnId} turn={turn} {...place} />
        ))}
      </ul>
    </section>
  )
}

function Row({ turn, workspace, room, personId, mayPost }: Place & { turn: QueuedTurn }) {
  const [editing, setEditing] = useState(false)
  const drop = useAction(dropTurnContract)
  const mine = turn.authorId === `person:${personId}`
  if (editing) return <Edit turn={turn} workspace={workspace} room={room} onClose={() => setEditing(false)} />
  return (
    <li className="flex items-start gap-2 text-sm">
      <p className="min-w-0 flex-1 py-0.5">
        <span className="text-muted-foreground">
          {mine ? 'You' : turn.author} → {turn.agent}:{' '}
        </span>
        <span className="line-clamp-2 break-words whitespace-pre-wrap">{turn.text}</span>
        {turn.files.length > 0 ? (
          <span className="block truncate text-xs text-muted-foreground">With {turn.files.map(({ name }) => name).join(', ')}</span>
        ) : null}
      </p>
      {mine && mayPost && !turn.said ? (
        <IconButton size="sm" label="Edit this message" onClick={() => setEditing(true)}>
          <Pencil aria-hidden="true" />
        </IconButton>
      ) : null}
      {mayPost ? (
        <IconButton
          size="sm"
          label="Drop this message"
          disabled={drop.isPending || drop.isSuccess}
          onClick={() => drop.mutate({ workspace, room, turn: turn.turnId })}
        >
          <X aria-hidden="true" />
        </IconButton>
      ) : null}
    </li>
  )
}

function Edit({ turn, workspace, room, onClose }: { turn: QueuedTurn; workspace: string; room: string; onClose: () => void }) {
  const [text, setText] = useState(turn.text)
  const id = useId()
  const edit = useAction(editTurnContract, { onDone: onClose, quiet: true })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') edit.mutate({ workspace, room, turn: turn.turnId, text })
  }
  return (
    <li>
      <form onSubmit={submit} className="grid gap-1.5">
        <label htmlFor={id} className="sr-only">
          Message that waits
        </label>
        <Textarea
          id={id}
          value={text}
          rows={2}
          autoFocus
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
        />
        {edit.error ? (
          <p role="alert" className="text-xs text-destructive">
            {edit.error.message}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button size="sm" variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button size="sm" variant="primary" type="submit" busy={edit.isPending} disabled={text.trim() === ''}>
            Save
          </Button>
        </div>
      </form>
    </li>
  )
}
