'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'
import type { Flow } from '../../server/engine/flow.ts'
import { listAgentsContract, updateAgentContract } from '../../server/flows/contract.ts'
import { toErrorData } from '../../server/kernel/errors.ts'
import { api } from '../api.ts'
import { toast } from '../ui/index.ts'
import type { EditorStore } from './store.ts'

type Made = { agent: string; name: string; runs: boolean; deleted: boolean }

/**
 * Agents that were made of blocks of this flow since it was opened. Undo brings the blocks back, and the agent stays, since somebody may
 * use it by now: one is told, and may delete it there. Redo has it back. Answers what takes note of a new one.
 */
export function useMadeAgents(workspace: string, store: EditorStore): (made: { agent: string; name: string }) => void {
  const client = useQueryClient()
  const made = useRef<Made[]>([])

  const look = useCallback(() => {
    const { flow, history } = store.get()
    const put = (one: Made, archived: boolean) => {
      one.deleted = archived
      void api(updateAgentContract, { workspace, agent: one.agent, archived })
        .catch((error: unknown) => {
          one.deleted = !archived
          toast.error(toErrorData(error).message)
        })
        .finally(() => void client.invalidateQueries({ queryKey: [listAgentsContract.id] }))
    }
    for (const one of made.current) {
      const runs = isRunBy(flow, one.agent)
      if (runs === one.runs) continue
      one.runs = runs
      if (runs && one.deleted) put(one, false)
      // Taken out by hand it is no news: then one knows what one took out.
      if (!runs && history.future > 0)
        toast(`${one.name} is still there`, {
          description: 'The blocks are back. The agent that was made of them stays, and this flow does not run it.',
          action: { label: 'Delete it', onPress: () => isRunBy(store.get().flow, one.agent) || put(one, true) },
        })
    }
  }, [store, workspace, client])

  useEffect(() => store.subscribe(look), [store, look])
  return useCallback(
    (one) => {
      made.current = [...made.current, { ...one, runs: true, deleted: false }]
      look() // undone while it was being published
    },
    [look],
  )
}

function isRunBy(flow: Flow, agent: string): boolean {
  return Object.values(flow.nodes).some(({ inputs }) => inputs.agent?.kind === 'literal' && inputs.agent.value === agent)
}
