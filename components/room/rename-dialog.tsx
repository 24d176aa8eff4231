'use client'
import { type FormEvent, useId, useState } from 'react'
import { listRoomsContract, renameRoomContract } from '../../server/rooms/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, Dialog, Field, Input } from '../ui/index.ts'

export function RenameDialog({ room, title, onClose }: { room: string; title: string; onClose: () => void }) {
  const { slug } = useWorkspace()
  const [name, setName] = useState(title)
  const form = useId()
  const rename = useAction(renameRoomContract, { refresh: [listRoomsContract], onDone: onClose, quiet: true })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() !== '') rename.mutate({ workspace: slug, room, title: name })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Rename the room"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={form} busy={rename.isPending} disabled={name.trim() === ''}>
            Rename
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label="Name" error={rename.error?.message}>
          <Input value={name} onChange={(event) => setName(event.target.value)} maxLength={120} autoFocus onFocus={(event) => event.target.select()} />
        </Field>
      </form>
    </Dialog>
  )
}
