'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import {
  deleteSampleContract,
  getTryKitContract,
  pinOutputContract,
  saveSampleContract,
  type TryKit,
  unpinOutputContract,
} from '../../../server/flows/contract.ts'
import { toErrorData } from '../../../server/kernel/errors.ts'
import type { JsonObject } from '../../../server/kernel/json.ts'
import { forkRunContract, listRunsContract, type RunSummary, type TryScope, tryDraftContract } from '../../../server/runs/contract.ts'
import { api } from '../../api.ts'
import { useData } from '../../data/use-data.ts'
import { isOver } from '../../runs/run-status.tsx'
import { toast } from '../../ui/index.ts'
import { sameFlow } from '../state/flow-edit.ts'
import type { EditorStore } from '../store.ts'
import type { Followed } from './follow-run.tsx'

export type Trying = ReturnType<typeof useTrying>

/** Trying a draft: what stands beside it (pins, samples), the run that is shown, and the ways to start one. */
export function useTrying({ workspace, agent, store, open }: { workspace: string; agent: string; store: EditorStore; open: boolean }) {
  const client = useQueryClient()
  const kit = useData(getTryKitContract, { workspace, agent })
  const listed = useData(listRunsContract, { workspace, agent, limit: 20 }, { enabled: open })
  const [picked, setPicked] = useState<string | null>(null)
  const [followed, setFollowed] = useState<Followed | null>(null)
  const [starting, setStarting] = useState(false)
  const [input, setInput] = useState<JsonObject | null>(null)
  const runs = listed.data?.runs
  const shown = open ? (picked ?? runs?.[0]?.id ?? null) : null
  const current = followed?.run.id === shown ? followed : null

  const begin = useCallback(
    async (begun: () => Promise<RunSummary>) => {
      setStarting(true)
      try {
        const { id } = await begun()
        setPicked(id)
        await client.invalidateQueries({ queryKey: [listRunsContract.id] })
      } catch (error) {
        toast.error(toErrorData(error).message)
      } finally {
        setStarting(false)
      }
    },
    [client],
  )

  /** With what was filled in last; `given` is kept for the next time. */
  const run = (scope: TryScope, given?: JsonObject) => {
    if (given) setInput(given)
    const flow = store.get().flow
    const last = current?.run
    const whole = given ?? input ?? (last?.trigger === 'try' && isObject(last.input) ? last.input : {})
    // The same flow goes on from its own checkpoints; a changed one with what the last run gave.
    if (scope.kind === 'from' && last?.trigger === 'try' && isOver(last.status) && sameFlow(last.flow, flow))
      return void begin(() => api(forkRunContract, { workspace, run: last.id, from: scope.node }))
    return void begin(() => api(tryDraftContract, { workspace, agent, flow, scope, input: whole, ...(shown === null ? {} : { last: shown }) }))
  }

  const keep = async (changed: Promise<TryKit>) => {
    try {
      client.setQueryData([getTryKitContract.id, { workspace, agent }], await changed)
      return true
    } catch (error) {
      toast.error(toErrorData(error).message)
      return false
    }
  }
  const pins = useMemo(() => new Map(kit.data?.pins.map((pin) => [pin.node, pin])), [kit.data])
  return {
    pins,
    samples: kit.data?.samples ?? [],
    runs: runs ?? [],
    loading: listed.isPending,
    shown,
    /** The run that is shown, as far as it was heard; null until then. */
    followed: current,
    input,
    starting,
    follow: setFollowed,
    pick: setPicked,
    run,
    pin: (node: string, output: JsonObject) => keep(api(pinOutputContract, { workspace, agent, node, output })),
    unpin: (node: string) => keep(api(unpinOutputContract, { workspace, agent, node })),
    saveSample: (name: string, values: JsonObject) => keep(api(saveSampleContract, { workspace, agent, name, input: values })),
    removeSample: (name: string) => keep(api(deleteSampleContract, { workspace, agent, name })),
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
