'use client'
import { useState } from 'react'
import type { AgentView } from '../../server/flows/contract.ts'
import { Button, Dialog, Field, Input, Textarea } from '../ui/index.ts'
import { WhatChanges } from './versions/what-changes.tsx'

export type PublishDialogProps = {
  agent: AgentView
  open: boolean
  onOpenChange: (open: boolean) => void
  busy: boolean
  error: string | null
  /** How many blocks have a pinned output. */
  pinned: number
  onPublish: (words: { name: string; note: string }) => void
}

/** Makes the draft the revision that runs. */
export function PublishDialog({ agent, open, onOpenChange, busy, error, pinned, onPublish }: PublishDialogProps) {
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const next = (agent.publishedNumber ?? 0) + 1
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Publish revision ${next}`}
      description={
        agent.publishedNumber === null
          ? 'From then on people can talk to this agent. A revision never changes; you can go on editing the draft.'
          : `New conversations and runs use it from then on. Runs under way finish with revision ${agent.publishedNumber}.`
      }
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Not yet</Button>
          <Button variant="primary" busy={busy} onClick={() => onPublish({ name: name.trim(), note: note.trim() })}>
            Publish
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {agent.publishedNumber === null ? null : <WhatChanges agent={agent.id} live={agent.publishedNumber} />}
        {pinned > 0 ? (
          <p role="status" className="rounded-md bg-warning-soft px-3 py-2 text-sm text-warning">
            {pinned === 1 ? 'One block has a pinned output' : `${pinned} blocks have pinned outputs`}. Pins are for trying only: what is published does the work
            itself.
          </p>
        ) : null}
        <Field label="What changed" optional error={error}>
          <Textarea
            value={note}
            maxLength={400}
            rows={3}
            placeholder="For whoever reads the list of revisions later"
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <Field label="Name of this revision" optional>
          <Input value={name} maxLength={80} placeholder={`Revision ${next}`} onChange={(event) => setName(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
