'use client'
import { Ban, Check, Clock, type LucideIcon, X } from 'lucide-react'
import { Badge, Button, type Tone } from '../ui/index.ts'
import { useCardState } from './card-context.tsx'
import { type CardState, type Outcome, verdictOf } from './card-state.ts'
import { leftText, momentText, whenText } from './when.ts'

export type AnswerBarProps = {
  /** Left out where the card has buttons of its own for a yes. */
  approve?: string
  decline: string
  onApprove?: () => void
  onDecline: () => void
  danger?: boolean
  /** Nothing is chosen yet, or it cannot be taken any more. */
  blocked?: boolean
  /** What a yes came to, in this card's own words, such as `Booked`. */
  done?: string
  /** The card says by itself until when. */
  ownDeadline?: boolean
}

/** The foot of a card that asks: buttons while it is open, afterwards who answered what and when. */
export function AnswerBar({ approve, decline, onApprove, onDecline, danger = false, blocked = false, done, ownDeadline = false }: AnswerBarProps) {
  const state = useCardState()
  if (state.phase !== 'open') return <Verdict state={state} done={done} />
  const stuck = state.sending !== undefined || state.sent !== undefined
  return (
    <footer className="border-t px-4 py-3">
      {state.problem ? (
        <p role="alert" className="mb-2.5 text-sm text-destructive">
          {state.problem}
        </p>
      ) : null}
      {state.told || state.barred ? (
        <p role="status" className="text-sm text-muted-foreground">
          {state.told ?? state.barred}
        </p>
      ) : (
        <div className="flex items-center gap-2">
          <Button variant="secondary" onClick={onDecline} busy={working(state, 'declined')} disabled={stuck}>
            {decline}
          </Button>
          {approve ? (
            <Button
              variant={danger ? 'danger' : 'primary'}
              className="flex-1"
              onClick={onApprove}
              busy={working(state, 'approved') || working(state, 'answered')}
              disabled={stuck || blocked}
            >
              {approve}
            </Button>
          ) : null}
        </div>
      )}
      {state.expiresAt && !ownDeadline ? (
        <p className="mt-2.5 text-xs text-muted-foreground">
          Waits for an answer; closes by itself{' '}
          <time dateTime={state.expiresAt} title={momentText(state.expiresAt)}>
            {leftText(state.expiresAt, new Date())}
          </time>
          .
        </p>
      ) : null}
    </footer>
  )
}

const working = (state: CardState, outcome: Outcome) => state.sending === outcome || state.sent === outcome

const words: Record<'approved' | 'declined' | 'answered' | 'expired' | 'cancelled', { icon: LucideIcon; text: string; tone: string }> = {
  approved: { icon: Check, text: 'Approved', tone: 'text-success' },
  answered: { icon: Check, text: 'Answered', tone: 'text-success' },
  declined: { icon: X, text: 'Declined', tone: 'text-muted-foreground' },
  expired: { icon: Clock, text: 'Nobody answered in time; nothing was done.', tone: 'text-muted-foreground' },
  cancelled: { icon: Ban, text: 'The run ended first; nothing was done.', tone: 'text-muted-foreground' },
}

function Verdict({ state, done }: { state: CardState; done: string | undefined }) {
  const verdict = verdictOf(state)
  if (verdict === 'none' || verdict === 'open') return null
  const { icon: Icon, text, tone } = words[verdict]
  const { answer } = state
  return (
    <footer role="status" className="flex items-center gap-2 border-t px-4 py-2.5 text-sm">
      <Icon aria-hidden="true" className={`size-4 shrink-0 ${tone}`} />
      <span className="min-w-0 flex-1 break-words">
        {verdict === 'answered' || verdict === 'approved' ? (done ?? text) : text}
        {answer?.by && verdict !== 'expired' ? ` by ${answer.by.name}` : ''}
      </span>
      {answer ? (
        <time dateTime={answer.at} title={momentText(answer.at)} className="shrink-0 text-xs text-muted-foreground tabular-nums">
          {whenText(answer.at, new Date())}
        </time>
      ) : null}
    </footer>
  )
}

const badges: Record<ReturnType<typeof verdictOf>, { tone: Tone; text: string } | null> = {
  open: { tone: 'ember', text: 'Waits for you' },
  approved: { tone: 'success', text: 'Approved' },
  answered: { tone: 'success', text: 'Answered' },
  declined: { tone: 'neutral', text: 'Declined' },
  expired: { tone: 'neutral', text: 'Expired' },
  cancelled: { tone: 'neutral', text: 'Stopped' },
  none: null,
}

/** Where a question stands, in the head of its card. */
export function VerdictBadge() {
  const state = useCardState()
  const badge = badges[verdictOf(state)]
  if (!badge) return null
  return (
    <Badge tone={badge.tone} dot={badge.tone === 'ember' ? 'live' : false} className="mr-2">
      {verdictOf(state) === 'open' && (state.barred || state.told) ? 'Waits' : badge.text}
    </Badge>
  )
}
