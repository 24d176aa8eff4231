'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import {
  type AgentView,
  getAgentContract,
  listAgentsContract,
  listRevisionsContract,
  type RevisionView,
  restoreRevisionContract,
} from '../../../server/flows/contract.ts'
import { useAction } from '../../data/use-data.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Button, Dialog, Field, Textarea, toast } from '../../ui/index.ts'

/** Publishes a former revision again. */
export function RollBackDialog({ agent, revision, onClose }: { agent: AgentView; revision: RevisionView; onClose: () => void }) {
  const { slug: workspace } = useWorkspace()
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const published = agent.publishedNumber ?? 0
  const restore = useAction(restoreRevisionContract, {
    refresh: [listRevisionsContract, listAgentsContract],
    onDone: (view) => {
      client.setQueryData([getAgentContract.id, { workspace, agent: agent.id }], view)
      toast.success(`Revision ${view.publishedNumber} is live: revision ${revision.number} again`)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Roll back to revision ${revision.number}`}
      description={`It goes live again as revision ${published + 1}. Runs under way finish with theirs, and your draft stays as it is.`}
      footer={
        <>
          <Button onClick={onClose}>Not now</Button>
          <Button
            variant="primary"
            busy={restore.isPending}
            onClick={() => restore.mutate({ workspace, agent: agent.id, number: revision.number, published, note })}
          >
            Roll back
          </Button>
        </>
      }
    >
      <Field label="Why" optional>
        <Textarea
          value={note}
          maxLength={400}
          rows={3}
          placeholder="For whoever reads the list of revisions later"
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
    </Dialog>
  )
}
