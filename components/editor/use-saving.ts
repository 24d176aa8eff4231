'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type AgentView, getAgentContract, saveDraftContract } from '../../server/flows/contract.ts'
import { api } from '../api.ts'
import { toast } from '../ui/index.ts'
import { mergeFlows } from './state/merge-flows.ts'
import { createSaver, type Saver, type SaveState, type Stored } from './state/saver.ts'
import type { EditorStore } from './store.ts'

export type Saving = { state: SaveState; saver: Saver | null }

/** Keeps the server's draft equal to the screen's, and the agent's other facts (problems, plan, changed) fresh from its answers. */
export function useSaving(store: EditorStore, key: { workspace: string; agent: string }, first: AgentView, readOnly: boolean): Saving {
  const client = useQueryClient()
  const [state, setState] = useState<SaveState>({ kind: 'saved' })
  const [saver, setSaver] = useState<Saver | null>(null)
  const { workspace, agent } = key
  const initial = useRef(first)

  useEffect(() => {
    if (readOnly) return
    const keep = (view: AgentView): Stored => {
      client.setQueryData([getAgentContract.id, { workspace, agent }], view)
      return { flow: view.draft, version: view.draftVersion }
    }
    const made = createSaver(
      { flow: initial.current.draft, version: initial.current.draftVersion },
      {
        read: () => store.get().flow,
        save: async ({ flow, version }) => keep(await api(saveDraftContract, { workspace, agent, draftVersion: version, flow })),
        load: async () => keep(await api(getAgentContract, { workspace, agent })),
        merge: (base, theirs, prefer) => {
          const merge = mergeFlows(base, store.get().flow, theirs, prefer)
          if (prefer || merge.overlaps.length === 0) {
            store.perform({ kind: 'rebase', flow: merge.flow, under: (flow) => mergeFlows(base, flow, theirs, prefer).flow })
            if (!prefer) toast('Someone else changed this flow too. Both changes are here now.')
          }
          return merge.overlaps
        },
        later: (ms, then) => {
          const timer = setTimeout(then, ms)
          return () => clearTimeout(timer)
        },
        changed: setState,
      },
    )
    setSaver(made)
    let seen = store.get().flow
    const unsubscribe = store.subscribe(() => {
      if (store.get().flow === seen) return
      seen = store.get().flow
      made.edited()
    })
    const leave = (event: BeforeUnloadEvent) => {
      if (made.isClean()) return
      void made.flush()
      event.preventDefault()
    }
    const hide = () => {
      if (document.visibilityState === 'hidden') void made.flush()
    }
    const online = () => void made.flush()
    window.addEventListener('beforeunload', leave)
    window.addEventListener('online', online)
    document.addEventListener('visibilitychange', hide)
    return () => {
      unsubscribe()
      window.removeEventListener('beforeunload', leave)
      window.removeEventListener('online', online)
      document.removeEventListener('visibilitychange', hide)
      void made.flush().finally(made.stop)
    }
  }, [store, workspace, agent, readOnly, client])

  return { state, saver }
}
