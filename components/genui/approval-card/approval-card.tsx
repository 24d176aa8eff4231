'use client'
import { ShieldCheck } from 'lucide-react'
import type { ApprovalCardProps } from '../../../server/blocks/show/props/index.ts'
import { Badge, type Tone } from '../../ui/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { useCardState } from '../card-context.tsx'
import { CommentField } from '../comment-field.tsx'
import { commentOf } from '../comment-of.ts'
import { Facts } from '../facts.tsx'
import { Frame } from '../frame.tsx'
import { Votes } from '../votes.tsx'

const risks: Record<ApprovalCardProps['risk'], { tone: Tone; text: string } | null> = {
  low: null,
  medium: { tone: 'warning', text: 'Medium risk' },
  high: { tone: 'danger', text: 'High risk' },
}

/** A question with yes and no: who asks, what for, how grave it is. The comment survives a reload while it is being typed. */
export function ApprovalCard({ props, emit }: { props: ApprovalCardProps; emit: (event: string) => void }) {
  const { requester, message, details, risk, approveLabel, declineLabel } = props
  const state = useCardState()
  const grave = risks[risk]
  const said = commentOf(state)
  const open = state.phase === 'open' && !state.barred && !state.told
  return (
    <Frame icon={ShieldCheck} title={state.title ?? 'Approval'} live={state.phase === 'open'} aside={<VerdictBadge />}>
      <div className="px-4 pt-3 pb-3.5">
        <div className="flex flex-wrap items-center gap-2 text-xs text-muted-foreground">
          <span className="break-words">{requester} asks</span>
          {grave ? <Badge tone={grave.tone}>{grave.text}</Badge> : null}
        </div>
        {message ? <p className="mt-1.5 text-base break-words whitespace-pre-wrap">{message}</p> : null}
      </div>
      {details.length > 0 ? <Facts className="border-t px-4 py-1" facts={details} /> : null}
      {open ? (
        <div className="border-t px-4 py-3">
          <CommentField />
        </div>
      ) : null}
      {said ? <blockquote className="border-t px-4 py-2.5 text-sm break-words whitespace-pre-wrap text-muted-foreground">“{said}”</blockquote> : null}
      <Votes />
      <AnswerBar approve={approveLabel} decline={declineLabel} danger={risk === 'high'} onApprove={() => emit('approve')} onDecline={() => emit('decline')} />
    </Frame>
  )
}
