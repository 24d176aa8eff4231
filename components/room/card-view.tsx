'use client'
import type { CardItem } from '../../server/conversation/index.ts'
import { type CardKeep, LazyCard } from '../genui/index.ts'
import { cardStateOf } from './card-state-of.ts'
import { useAnswer } from './use-answer.ts'
import { useWait } from './use-wait.ts'

type CardViewProps = { item: CardItem; workspace: string; barred: string | undefined; keep?: CardKeep }

/** A card in the room: shows, or asks and takes one answer. */
export function CardView({ item, workspace, barred, keep }: CardViewProps) {
  const [progress, answer] = useAnswer(workspace, item.waitId)
  const wait = useWait(workspace, item.status === 'open' ? item.waitId : null)
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
