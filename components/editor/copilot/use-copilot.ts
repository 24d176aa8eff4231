'use client'
import { useEffect, useRef, useState } from 'react'
import { z } from 'zod'
import { type Proposal, proposeChangeContract } from '../../../server/copilot/contract.ts'
import { type Flow, flowSchema } from '../../../server/engine/flow.ts'
import { type ErrorData, toErrorData } from '../../../server/kernel/errors.ts'
import { api } from '../../api.ts'
import { browserKeep, readKept, writeKept } from '../../kept.ts'
import { withPlaces } from '../state/take-parts.ts'
import type { EditorStore } from '../store.ts'

const exchangeSchema = z.object({
  id: z.string(),
  request: z.string(),
  reply: z.string(),
  model: z.string(),
  costMicros: z.number().optional(),
  /** What is proposed, and the flow it was asked for; null: nothing. */
  proposal: z.object({ asked: flowSchema, flow: flowSchema, problems: z.array(z.object({ message: z.string(), node: z.string().optional() })) }).nullable(),
  state: z.enum(['open', 'taken', 'declined']),
})
/** A request and what came of it. */
export type Exchange = z.infer<typeof exchangeSchema>

const mostKept = 20

/** The talk with the copilot about one agent's flow. It survives a reload, in this browser. */
export function useCopilot({ workspace, agent, store }: { workspace: string; agent: string; store: EditorStore }) {
  const key = `hearth:copilot:${agent}`
  const [exchanges, setExchanges] = useState<Exchange[]>(() => kept(key))
  const [asking, setAsking] = useState<string | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const abort = useRef<AbortController | null>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const change = (next: (former: Exchange[]) => Exchange[]) =>
    setExchanges((former) => {
      const changed = next(former).slice(-mostKept)
      writeKept(browserKeep(), key, changed)
      return changed
    })

  /** True when an answer came. */
  async function ask(request: string, run?: string): Promise<boolean> {
    const asked = store.get().flow
    const controller = new AbortController()
    abort.current = controller
    setAsking(request)
    setError(null)
    try {
      const answer = await api(
        proposeChangeContract,
        {
          ...{ workspace, agent, request, flow: asked, selected: [...store.get().selection.nodes] },
          earlier: exchanges.slice(-6).map(({ request: before, reply }) => ({ request: before, reply: reply.slice(0, 8000) })),
          ...(run ? { run } : {}),
        },
        controller.signal,
      )
      change((former) => [...former, exchangeOf(request, asked, answer, store)])
      return true
    } catch (cause) {
      if (!controller.signal.aborted) setError(toErrorData(cause))
      return false
    } finally {
      setAsking(null)
    }
  }

  return {
    exchanges,
    asking,
    error,
    ask,
    stop: () => abort.current?.abort(),
    settle: (id: string, state: 'taken' | 'declined') => change((former) => former.map((one) => (one.id === id ? { ...one, state } : one))),
    forget: () => change(() => []),
  }
}
export type Copilot = ReturnType<typeof useCopilot>

function exchangeOf(request: string, asked: Flow, { reply, flow, problems, model, usage }: Proposal, store: EditorStore): Exchange {
  return {
    id: crypto.randomUUID(),
    ...{ request, reply, model },
    ...(usage.costMicros === undefined ? {} : { costMicros: usage.costMicros }),
    proposal: flow && {
      asked,
      flow: withPlaces(asked, flow, store.catalogue),
      problems: problems.map(({ message, node }) => ({ message, ...(node ? { node } : {}) })),
    },
    state: 'open',
  }
}

function kept(key: string): Exchange[] {
  const read = z.array(exchangeSchema).safeParse(readKept(browserKeep(), key))
  return read.success ? read.data : []
}
