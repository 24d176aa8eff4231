'use client'
import { type FormEvent, useId, useState } from 'react'
import { createWorkspaceContract } from '../../server/access/contract.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction } from '../data/use-data.ts'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogClose } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'

export function NewWorkspaceDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const form = useId()
  const [name, setName] = useState('')
  const create = useAction(createWorkspaceContract, { quiet: true, onDone: ({ slug }) => window.location.assign(`/${slug}`) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ name })
  }
  const wrong = fieldErrors(create.error)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New workspace"
      description="Its agents, rooms, keys and records are its own. You can invite others later."
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" busy={create.isPending || create.isSuccess}>
            Create workspace
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label="Name" name="name" error={wrong.name ?? create.error?.message} help="Its address is made from the name.">
          <Input value={name} maxLength={60} placeholder="Acme Payments" onChange={(event) => setName(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
