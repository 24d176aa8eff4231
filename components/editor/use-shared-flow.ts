'use client'
import { useEffect, useState } from 'react'
import * as Y from 'yjs'
import { syncDocumentContract } from '../../server/flows/contract.ts'
import { type ErrorData, toErrorData } from '../../server/kernel/errors.ts'
import { api } from '../api.ts'
import { createSync, type FlowSync, type Line, type Status } from './state/flow-sync.ts'
import { dropCopies, type LocalCopy, readCopies, tabName, writeCopy } from './state/local-copy.ts'
import { openDocument } from './state/open-document.ts'
import { type PeopleHere, peopleHere } from './state/people-here.ts'
import { type SharedFlow, shareFlow } from './state/shared-flow.ts'

/** A draft that is open: the document, its line to the server, and who else is here. */
export type OpenFlow = {
  shared: SharedFlow
  sync: FlowSync
  people: PeopleHere
  status: { get: () => Status; subscribe: (listener: () => void) => () => void }
  /** Calls when somebody commented. Answers how to stop. */
  onDiscussed: (listener: () => void) => () => void
}
export type Opening = { kind: 'opening' } | { kind: 'failed'; error: ErrorData; retry: () => void } | { kind: 'open'; flow: OpenFlow }
export type FlowKey = { workspace: string; agent: string; person: string }

/** Opens a draft for as long as the page shows it. */
export function useSharedFlow({ workspace, agent, person }: FlowKey, ready: boolean): Opening {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' })
  useEffect(() => {
    if (!ready) return
    const ends: (() => void)[] = []
    let over = false
    const open = () => {
      if (over) return
      for (const end of ends.splice(0)) end()
      setOpening({ kind: 'opening' })
      openFlow({ workspace, agent, person }, open).then(
        ({ flow, end }) => {
          if (over) return end()
          ends.push(end)
          setOpening({ kind: 'open', flow })
        },
        (error: unknown) => over || setOpening({ kind: 'failed', error: toErrorData(error), retry: open }),
      )
    }
    open()
    return () => {
      over = true
      for (const end of ends) end()
    }
  }, [workspace, agent, person, ready])
  return opening
}

async function openFlow({ workspace, agent, person }: FlowKey, reopen: () => void): Promise<{ flow: OpenFlow; end: () => void }> {
  const draft = `${person}/${agent}`
  const [tab, copies] = await Promise.all([tabName(), readCopies(draft)])
  const own = copies.get(tab)
  const ask = (question: { vector: string; update?: string }) => api(syncDocumentContract, { workspace, agent, ...question })
  const { doc, first, behind, anew, takenOver } = await openDocument(tab, copies, ask)
  const shared = shareFlow(doc, anew ? undefined : own?.undo)
  const people = peopleHere()

  const listeners = new Set<() => void>()
  const talks = new Set<() => void>()
  const sync = createSync(
    doc,
    first,
    behind,
    { workspace, agent },
    {
      ask,
      connect: (live) => new WebSocket(addressOf(live)) as Line,
      later(ms, then) {
        const timer = setTimeout(then, ms)
        return () => clearTimeout(timer)
      },
      changed: () => {
        for (const listener of listeners) listener()
        keepSoon()
      },
      heard: people.hear,
      discussed() {
        for (const listener of talks) listener()
      },
      anew: () => void keep().then(reopen),
    },
  )

  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    timer = undefined
    const copy: LocalCopy = { doc: Y.encodeStateAsUpdate(doc), undo: shared.undo.keep(), behind: !sync.isClean(), at: Date.now() }
    return writeCopy(draft, tab, copy).then(() => (copy.behind ? undefined : dropCopies(draft, copies, takenOver)))
  }
  function keepSoon() {
    // A large draft takes a while to write down: in a pause of the hand, where the browser knows of such.
    timer ??= setTimeout(() => ('requestIdleCallback' in window ? window.requestIdleCallback(keep, { timeout: 500 }) : keep()), 300)
  }
  doc.on('update', keepSoon)
  if (anew) keepSoon()
  const sweeping = setInterval(people.sweep, 5000)
  const online = () => sync.retry()
  const hide = () => {
    if (document.visibilityState !== 'hidden') return
    void sync.flush()
    void keep()
  }
  const leave = (event: BeforeUnloadEvent) => {
    void keep()
    if (!sync.isClean()) event.preventDefault()
  }
  window.addEventListener('online', online)
  window.addEventListener('beforeunload', leave)
  document.addEventListener('visibilitychange', hide)

  return {
    flow: {
      onDiscussed(listener) {
        talks.add(listener)
        return () => talks.delete(listener)
      },
      shared,
      sync,
      people,
      status: {
        get: sync.status,
        subscribe(listener) {
          listeners.add(listener)
          return () => listeners.delete(listener)
        },
      },
    },
    end() {
      window.removeEventListener('online', online)
      window.removeEventListener('beforeunload', leave)
      document.removeEventListener('visibilitychange', hide)
      clearInterval(sweeping)
      void keep()
      // the last changes are handed in before the line is hung up
      void sync.flush().finally(() => {
        sync.stop()
        doc.off('update', keepSoon)
        clearTimeout(timer)
        void keep()
      })
    },
  }
}

/** `:3001` is a port of the host this page is from. */
function addressOf(live: string): string {
  const { protocol, hostname } = window.location
  const base = live.startsWith(':') ? `${protocol === 'https:' ? 'wss' : 'ws'}://${hostname}${live}/live` : live.replace(/\/$/, '')
  return `${base}/flow`
}
