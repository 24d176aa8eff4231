'use client'
import { useEffect, useState } from 'react'
import * as Y from 'yjs'
import { fromText, newDocument, toText } from '../../server/document/index.ts'
import { syncDocumentContract } from '../../server/flows/contract.ts'
import { type ErrorData, toErrorData } from '../../server/kernel/errors.ts'
import { api } from '../api.ts'
import { createSync, type FlowSync, type Line, type Status } from './state/flow-sync.ts'
import { dropCopies, type LocalCopy, readCopies, tabName, writeCopy } from './state/local-copy.ts'
import { type PeopleHere, peopleHere } from './state/people-here.ts'
import { others, type SharedFlow, shareFlow } from './state/shared-flow.ts'

/** A draft that is open: the document, its line to the server, and who else is here. */
export type OpenFlow = {
  shared: SharedFlow
  sync: FlowSync
  people: PeopleHere
  status: { get: () => Status; subscribe: (listener: () => void) => () => void }
}
export type Opening = { kind: 'opening' } | { kind: 'failed'; error: ErrorData; retry: () => void } | { kind: 'open'; flow: OpenFlow }
export type FlowKey = { workspace: string; agent: string; person: string }

/** Opens a draft for as long as the page shows it. */
export function useSharedFlow({ workspace, agent, person }: FlowKey, ready: boolean): Opening {
  const [opening, setOpening] = useState<Opening>({ kind: 'opening' })
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: tries opens it again
  useEffect(() => {
    if (!ready) return
    const ends: (() => void)[] = []
    let over = false
    setOpening({ kind: 'opening' })
    openFlow({ workspace, agent, person }).then(
      ({ flow, end }) => {
        if (over) return end()
        ends.push(end)
        setOpening({ kind: 'open', flow })
      },
      (error: unknown) => over || setOpening({ kind: 'failed', error: toErrorData(error), retry: () => setTries((n) => n + 1) }),
    )
    return () => {
      over = true
      for (const end of ends) end()
    }
  }, [workspace, agent, person, ready, tries])
  return opening
}

async function openFlow({ workspace, agent, person }: FlowKey): Promise<{ flow: OpenFlow; end: () => void }> {
  const draft = `${person}/${agent}`
  const [tab, copies] = await Promise.all([tabName(), readCopies(draft)])
  const own = copies.get(tab)
  const doc = newDocument({ keepAll: true })
  // what other tabs could not hand in before they were closed is handed in from here
  const takenOver = [...copies].filter(([name, { behind }]) => name !== tab && behind).map(([name]) => name)
  for (const name of [...(own ? [tab] : []), ...takenOver]) Y.applyUpdate(doc, copies.get(name)?.doc ?? new Uint8Array([0, 0]), others)

  const ask = (question: { vector: string; update?: string }) => api(syncDocumentContract, { workspace, agent, ...question })
  // with a copy of our own at hand one goes on without the server
  const first = await ask({ vector: toText(Y.encodeStateVector(doc)) }).catch((error: unknown) => {
    if (own && toErrorData(error).retry === 'later') return null
    throw error
  })
  if (first) Y.applyUpdate(doc, fromText(first.update) ?? new Uint8Array([0, 0]), others)
  const shared = shareFlow(doc, own?.undo)
  const people = peopleHere()

  const listeners = new Set<() => void>()
  const sync = createSync(
    doc,
    first,
    own?.behind === true || takenOver.length > 0,
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
    },
  )

  let timer: ReturnType<typeof setTimeout> | undefined
  const keep = () => {
    clearTimeout(timer)
    timer = undefined
    const copy: LocalCopy = { doc: Y.encodeStateAsUpdate(doc), undo: shared.undo.keep(), behind: !sync.isClean(), at: Date.now() }
    void writeCopy(draft, tab, copy).then(() => (copy.behind ? undefined : dropCopies(draft, copies, takenOver)))
  }
  function keepSoon() {
    // A large draft takes a while to write down: in a pause of the hand, where the browser knows of such.
    timer ??= setTimeout(() => ('requestIdleCallback' in window ? window.requestIdleCallback(keep, { timeout: 500 }) : keep()), 300)
  }
  doc.on('update', keepSoon)
  const sweeping = setInterval(people.sweep, 5000)
  const online = () => sync.retry()
  const hide = () => {
    if (document.visibilityState !== 'hidden') return
    void sync.flush()
    keep()
  }
  const leave = (event: BeforeUnloadEvent) => {
    keep()
    if (!sync.isClean()) event.preventDefault()
  }
  window.addEventListener('online', online)
  window.addEventListener('beforeunload', leave)
  document.addEventListener('visibilitychange', hide)

  return {
    flow: {
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
      keep()
      // the last changes are handed in before the line is hung up
      void sync.flush().finally(() => {
        sync.stop()
        doc.off('update', keepSoon)
        clearTimeout(timer)
        keep()
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
