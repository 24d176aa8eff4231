'use client'
import type { CardItem } from '../../server/conversation/index.ts'
import { type CardKeep, LazyCard } from '../genui/index.ts'
import { cardStateOf } from './card-state-of.ts'
import { useApproval } from './use-approval.ts'

type CardViewProps = { item: CardItem; workspace: string; barred: string | undefined; keep?: CardKeep }

/** A card in the room: shows, or asks and takes one answer. */
export function CardView({ item, workspace, barred, keep }: CardViewProps) {
  const { wait, progress, answer } = useApproval(workspace, item.waitId, { look: item.status === 'open' })
  const state = cardStateOf(item, barred ?? wait?.barred ?? undefined, new Date())
  return (
    <LazyCard
      id={item.id}
      component={item.component}
      props={item.props}
      args={item.args}
      state={state.phase === 'open' ? { ...state, workspace, votes: wait?.answers ?? [], ...progress } : { ...state, workspace }}
      onAnswer={answer}
      {...(keep ? { keep } : {})}
    />
  )
}
