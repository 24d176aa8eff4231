'use client'
import { useState } from 'react'
import type { JsonObject } from '../../../server/kernel/json.ts'
import { Button, Dialog, DialogClose, Field, Textarea } from '../../ui/index.ts'

/** What a block is to give when the draft is tried, to edit as JSON. */
export function PinDialog({
  title,
  output,
  onPin,
  onClose,
}: {
  title: string
  output: JsonObject
  onPin: (output: JsonObject) => Promise<boolean>
  onClose: () => void
}) {
  const [text, setText] = useState(() => JSON.stringify(output, null, 2))
  const [busy, setBusy] = useState(false)
  const read = readObject(text)
  const pin = async (value: JsonObject) => {
    setBusy(true)
    const pinned = await onPin(value)
    setBusy(false)
    if (pinned) onClose()
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title={`Pin the output of ${title}`}
      description="When the draft is tried, this block is not done and gives this. What is published knows nothing of it."
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" busy={busy} disabled={!read.ok} onClick={() => read.ok && void pin(read.value)}>
            Pin it
          </Button>
        </>
      }
    >
      <Field label="Output, by port" error={read.ok ? null : read.reason}>
        <Textarea mono rows={12} value={text} spellCheck={false} onChange={(event) => setText(event.target.value)} />
      </Field>
    </Dialog>
  )
}

function readObject(text: string): { ok: true; value: JsonObject } | { ok: false; reason: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value: value as JsonObject }
    return { ok: false, reason: 'Write an object: its keys are the ports.' }
  } catch (error) {
    return { ok: false, reason: `This is not JSON yet: ${error instanceof Error ? error.message : ''}` }
  }
}
