'use client'
import { type FormEvent, useId, useState } from 'react'
import type { MessageItem } from '../../server/conversation/index.ts'
import { Button, Textarea } from '../ui/index.ts'
import { longest } from './composer.tsx'
import type { MessageActs } from './reader.ts'

/** One's own message in other words: the talk goes on from there in a new room, and this one stays as it is. */
export function EditInBranch({ item, acts, onClose }: { item: MessageItem; acts: MessageActs; onClose: () => void }) {
  const [text, setText] = useState(item.text)
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (ready(text)) acts.branch(item, text.trim())
  }
  return (
    <form onSubmit={submit} className="ml-auto grid w-full max-w-[85%] gap-2 rounded-xl border bg-card p-3 sm:max-w-[75%]">
      <label htmlFor={id} className="text-xs text-muted-foreground">
        In other words. The talk goes on from here in a branch; this room stays as it is.
      </label>
      <Textarea
        id={id}
        value={text}
        rows={3}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" type="submit" busy={acts.branching} disabled={!ready(text)}>
          Send in a branch
        </Button>
      </div>
    </form>
  )
}

const ready = (text: string): boolean => text.trim() !== '' && text.trim().length <= longest
