'use client'
import { useState } from 'react'
import type { AgentView } from '../../server/flows/contract.ts'
import { CommentsPanel } from './comments/comments-panel.tsx'
import type { useComments } from './comments/use-comments.ts'
import { useTools } from './context.ts'
import { CopilotPanel } from './copilot/copilot-panel.tsx'
import { ProposalView } from './copilot/proposal-view.tsx'
import type { useCopilot } from './copilot/use-copilot.ts'
import { TestChat } from './test-chat/test-chat.tsx'
import type { useTrying } from './try/use-trying.ts'
import { Versions } from './versions/versions.tsx'

/** What stands at the right of the canvas, one at a time. */
export type Side = { kind: 'versions' } | { kind: 'copilot' } | { kind: 'chat' } | { kind: 'comments'; about: string | null }
/** What an address asks for: a revision, a talk about a block, a failed run to mend. */
export type Arrival = { revision: number | null; comment: string | null; failedRun: string | null }

export function sideOf({ revision, comment, failedRun }: Arrival): Side | null {
  if (revision !== null) return { kind: 'versions' }
  if (comment !== null) return { kind: 'comments', about: null }
  return failedRun === null ? null : { kind: 'copilot' }
}

export type SidePanelProps = {
  side: Side | null
  agent: AgentView
  narrow: boolean
  /** The form of a selected block goes before it; what is under way in it goes on. */
  selected: boolean
  comments: ReturnType<typeof useComments>
  copilot: ReturnType<typeof useCopilot>
  tries: ReturnType<typeof useTrying>
  arrival: Arrival
  onShow: (node: string) => void
  onClose: () => void
}

export function SidePanel({ side, agent, narrow, selected, comments, copilot, tries, arrival, onShow, onClose }: SidePanelProps) {
  const { store, readOnly } = useTools()
  const [looked, setLooked] = useState<string | null>(null)
  const offer = copilot.exchanges.find(({ id }) => id === looked)
  const behind = selected ? 'hidden' : 'contents'
  return (
    <>
      {side?.kind === 'versions' ? <Versions agent={agent} narrow={narrow} covered={selected} first={arrival.revision} onClose={onClose} /> : null}
      {side?.kind === 'comments' && !selected ? (
        <CommentsPanel agent={agent.id} comments={comments} narrow={narrow} about={side.about} marked={arrival.comment} onShow={onShow} onClose={onClose} />
      ) : null}
      {side?.kind === 'chat' && !readOnly ? (
        <div className={behind}>
          <TestChat agent={agent} store={store} trying={tries} narrow={narrow} onClose={onClose} />
        </div>
      ) : null}
      {side?.kind === 'copilot' && !readOnly && !(narrow && offer) ? (
        <div className={behind}>
          <CopilotPanel copilot={copilot} run={arrival.failedRun} narrow={narrow} onLook={({ id }) => setLooked(id)} onClose={onClose} />
        </div>
      ) : null}
      {offer ? (
        <ProposalView
          key={offer.id}
          exchange={offer}
          onSettle={(state) => {
            copilot.settle(offer.id, state)
            setLooked(null)
          }}
          onClose={() => setLooked(null)}
        />
      ) : null}
    </>
  )
}
