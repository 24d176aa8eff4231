'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Json } from '../../server/kernel/json.ts'
import { listRoomsContract } from '../../server/rooms/contract.ts'
import { answerWaitContract, type ListedWait, listWaitsContract } from '../../server/runs/contract.ts'
import { api } from '../api.ts'
import { useData } from '../data/use-data.ts'
import type { Outcome } from '../genui/index.ts'
import { answerDoor, type Progress } from './answer-door.ts'

export type Approval = {
  /** What the server knows of the question while it is open: whether this person may answer, and who said yes so far. */
  wait: ListedWait | undefined
  /** How this person's answer goes. */
  progress: Progress
  /** Gives it, once. Amounts never go along: the server has them. */
  answer: (outcome: Outcome, value: Json) => void
}

/** One question to people. `look`: ask the server what it knows of it; the list is shared with the sidebar. */
export function useApproval(workspace: string, waitId: string | null, { look = true } = {}): Approval {
  const client = useQueryClient()
  const { data } = useData(listWaitsContract, { workspace }, { enabled: look && waitId !== null, every: look ? 20_000 : false })
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
  const wait = look && waitId !== null ? data?.waits.find(({ id }) => id === waitId) : undefined
  return { wait, progress, answer: (outcome, value) => void answer(outcome, value) }
}
