'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Json } from '../../server/kernel/json.ts'
import { listRoomsContract } from '../../server/rooms/contract.ts'
import { answerWaitContract, listWaitsContract } from '../../server/runs/contract.ts'
import { api } from '../api.ts'
import type { Outcome } from '../genui/index.ts'
import { answerDoor, type Progress } from './answer-door.ts'

/** How this person's answer to one question goes, and the way to give it. Amounts never go along: the server has them. */
export function useAnswer(workspace: string, waitId: string | null): [Progress, (outcome: Outcome, value: Json) => void] {
  const client = useQueryClient()
  const [progress, setProgress] = useState<Progress>({})
  const [answer] = useState(() =>
    answerDoor(async (outcome, value) => {
      if (waitId === null) return undefined
      try {
        const { status, answers } = await api(answerWaitContract, { workspace, wait: waitId, outcome, value })
        return status === 'open'
          ? `You said yes, as ${answers.length === 1 ? 'the first' : `number ${answers.length}`}. It goes on when enough people did.`
          : undefined
      } finally {
        for (const { id } of [listWaitsContract, listRoomsContract]) void client.invalidateQueries({ queryKey: [id] })
      }
    }, setProgress),
  )
  return [progress, (outcome, value) => void answer(outcome, value)]
}
