'use client'
import { useState } from 'react'
import type { EnvironmentName } from '../../../server/environments/contract.ts'
import {
  getAgentContract,
  getPointersContract,
  listAgentsContract,
  type PointersView,
  promoteContract,
  type RevisionView,
} from '../../../server/flows/contract.ts'
import { useAction } from '../../data/use-data.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { FormAlert } from '../../site/form-alert.tsx'
import { Button, Dialog, Field, Textarea, toast } from '../../ui/index.ts'

type Props = { agent: string; view: PointersView; revision: Pick<RevisionView, 'number' | 'name'>; to: EnvironmentName; onClose: () => void }

/** Puts a revision into an environment as it is, forward or back. */
export function PromoteDialog({ agent, view, revision: { number }, to, onClose }: Props) {
  const { slug: workspace } = useWorkspace()
  const [note, setNote] = useState('')
  const former = view.pointers.find(({ environment }) => environment === to)?.number ?? null
  const back = former !== null && number < former
  const move = useAction(promoteContract, {
    refresh: [getPointersContract, getAgentContract, listAgentsContract],
    quiet: true,
    onDone: () => {
      toast.success(`Revision ${number} is in ${to}`)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={back ? `Roll ${to} back to revision ${number}` : `Revision ${number} to ${to}`}
      description={`${former === null ? `Nothing is in ${to} yet.` : `Revision ${former} is in ${to} now.`} Nothing is built anew: it goes there as it is, and runs under way finish with theirs.`}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button variant="primary" busy={move.isPending} onClick={() => move.mutate({ workspace, agent, environment: to, number, former, note: note.trim() })}>
            {back ? 'Roll back' : `Put it into ${to}`}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <FormAlert error={move.error} />
        <Field label="Why" optional>
          <Textarea
            value={note}
            maxLength={400}
            rows={3}
            placeholder="For whoever asks later who moved what"
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
      </div>
    </Dialog>
  )
}
