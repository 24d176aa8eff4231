'use client'
import { useState } from 'react'
import { listRevisionsContract, nameRevisionContract, type RevisionView } from '../../../server/flows/contract.ts'
import { useAction } from '../../data/use-data.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Button, Dialog, Field, Input, Textarea } from '../../ui/index.ts'

/** What a revision is called, and what is to be known about it. */
export function WordsDialog({ agent, revision, onClose }: { agent: string; revision: RevisionView; onClose: () => void }) {
  const { slug: workspace } = useWorkspace()
  const [name, setName] = useState(revision.name)
  const [note, setNote] = useState(revision.note)
  const save = useAction(nameRevisionContract, { refresh: [listRevisionsContract], onDone: onClose })
  const { number } = revision
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revision ${number}`}
      description="Its words. What it does never changes."
      footer={
        <Button variant="primary" busy={save.isPending} onClick={() => save.mutate({ workspace, agent, number, name, note })}>
          Save
        </Button>
      }
    >
      <div className="grid gap-4">
        <Field label="Name" optional>
          <Input value={name} maxLength={80} placeholder={`Revision ${number}`} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Note" optional>
          <Textarea value={note} maxLength={400} rows={3} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}
