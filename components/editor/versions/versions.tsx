'use client'
import { useState } from 'react'
import { type AgentView, getRevisionContract, listRevisionsContract, type RevisionView } from '../../../server/flows/contract.ts'
import { toErrorData } from '../../../server/kernel/errors.ts'
import { api } from '../../api.ts'
import { useData } from '../../data/use-data.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { toast } from '../../ui/index.ts'
import { useTools } from '../context.ts'
import { CompareView, type Pair } from './compare-view.tsx'
import { type Promotion, usePointers } from './environments-part.tsx'
import { PromoteDialog } from './promote-dialog.tsx'
import { RollBackDialog } from './roll-back-dialog.tsx'
import { VersionsPanel } from './versions-panel.tsx'
import { WordsDialog } from './words-dialog.tsx'

export type VersionsProps = {
  agent: AgentView
  narrow: boolean
  /** The form of a block stands in its place for now. */
  covered: boolean
  /** The revision one came for. */
  first: number | null
  onClose: () => void
}

/** The panel of an agent's versions, and what one does with them. */
export function Versions({ agent, narrow, covered, first, onClose }: VersionsProps) {
  const { store } = useTools()
  const { slug: workspace } = useWorkspace()
  const [pair, setPair] = useState<Pair | null>(first === null ? null : { from: first, to: 'draft' })
  const [renamed, setRenamed] = useState<RevisionView | null>(null)
  const [moving, setMoving] = useState<Promotion | null>(null)
  const pointers = usePointers(agent.id)
  const [brought, setBrought] = useState<RevisionView | null>(null)
  const listed = useData(listRevisionsContract, { workspace, agent: agent.id })
  const revisions = listed.data?.revisions

  const takeUp = async ({ number }: RevisionView) => {
    try {
      const { flow } = await api(getRevisionContract, { workspace, agent: agent.id, number })
      store.perform({ kind: 'replace', flow })
      toast.success(`Revision ${number} is in the draft`, { description: 'Nothing is published yet. Undo brings your draft back.' })
      setPair(null)
    } catch (error) {
      toast.error(toErrorData(error).message)
    }
  }
  return (
    <>
      {covered || (narrow && (pair || renamed || brought || moving)) ? null : (
        <VersionsPanel
          agent={agent}
          narrow={narrow}
          marked={first}
          revisions={{ data: revisions, error: listed.error, retry: () => void listed.refetch(), retrying: listed.isFetching }}
          onCompare={setPair}
          onTakeUp={(revision) => void takeUp(revision)}
          onRollBack={setBrought}
          onPromote={setMoving}
          onRename={setRenamed}
          onClose={onClose}
        />
      )}
      {pair ? <CompareView agent={agent.id} revisions={revisions ?? []} pair={pair} onChange={setPair} onClose={() => setPair(null)} /> : null}
      {renamed ? <WordsDialog agent={agent.id} revision={renamed} onClose={() => setRenamed(null)} /> : null}
      {moving && pointers ? <PromoteDialog agent={agent.id} view={pointers} {...moving} onClose={() => setMoving(null)} /> : null}
      {brought ? <RollBackDialog agent={agent} revision={brought} onClose={() => setBrought(null)} /> : null}
    </>
  )
}
