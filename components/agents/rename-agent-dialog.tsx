'use client'
import { type FormEvent, useId, useState } from 'react'
import { type AgentSummary, getAgentContract, listAgentsContract, updateAgentContract } from '../../server/flows/contract.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogClose } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Textarea } from '../ui/textarea.tsx'

export function RenameAgentDialog({ agent, open, onOpenChange }: { agent: AgentSummary; open: boolean; onOpenChange: (open: boolean) => void }) {
  const { slug } = useWorkspace()
  const form = useId()
  const [name, setName] = useState(agent.name)
  const [description, setDescription] = useState(agent.description)
  const save = useAction(updateAgentContract, { refresh: [listAgentsContract, getAgentContract], quiet: true, onDone: () => onOpenChange(false) })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ workspace: slug, agent: agent.id, name, description })
  }
  const wrong = fieldErrors(save.error)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Name and description"
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <Field label="Name" name="name" error={wrong.name ?? (wrong.description ? null : save.error?.message)}>
          <Input value={name} maxLength={80} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Field label="Description" name="description" optional error={wrong.description}>
          <Textarea value={description} maxLength={400} onChange={(event) => setDescription(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
