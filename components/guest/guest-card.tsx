'use client'
import { useState } from 'react'
import type { CardItem } from '../../server/conversation/index.ts'
import { isForGuests } from '../../server/engine/question.ts'
import type { Json } from '../../server/kernel/json.ts'
import { guestAnswerContract, guestHeader } from '../../server/links/contract.ts'
import { api } from '../api.ts'
import { LazyCard, type Outcome } from '../genui/index.ts'
import { answerDoor, type Progress } from '../room/answer-door.ts'
import { cardStateOf } from '../room/card-state-of.ts'

/** A card as a guest sees it: they answer what they are asked, and look on while the people of the workspace answer the rest. */
export function GuestCard({ item, link, token }: { item: CardItem; link: string; token: string }) {
  const { waitId, question } = item
  const [progress, setProgress] = useState<Progress>({})
  const [answer] = useState(() =>
    answerDoor(async (outcome: Outcome, value: Json) => {
      if (waitId === null) return undefined
      await api(guestAnswerContract, { link, wait: waitId, outcome, value }, undefined, { [guestHeader]: token })
      return undefined
    }, setProgress),
  )
  const barred = question && !isForGuests(question) ? 'Somebody of the team answers this.' : undefined
  const state = cardStateOf(item, barred, new Date())
  return (
    <LazyCard
      id={item.id}
      component={item.component}
      props={item.props}
      state={state.phase === 'open' ? { ...state, ...progress } : state}
      onAnswer={(outcome, value) => void answer(outcome, value)}
    />
  )
}
