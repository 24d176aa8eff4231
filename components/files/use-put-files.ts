'use client'
import { useEffect, useRef, useState } from 'react'
import { toErrorData } from '../../server/kernel/errors.ts'
import { newId } from '../../server/kernel/ids.ts'
import { putFile } from './upload-file.ts'

export type Put = { id: string; name: string; bytes: number } & (
  | { state: 'waiting' }
  /** From 0 to 1. */
  | { state: 'going'; part: number }
  | { state: 'failed'; problem: string }
)

/** So many at a time: the others wait. */
const atOnce = 3

/** Files on their way into a workspace, without a message. What has arrived is told and gone from here; what failed stays until somebody decides. */
export function usePutFiles(workspace: string, onArrived: () => void) {
  const [list, setList] = useState<readonly Put[]>([])
  const known = useRef<readonly Put[]>([])
  const sources = useRef(new Map<string, { file: File; stop: AbortController }>())
  const arrived = useRef(onArrived)
  useEffect(() => {
    arrived.current = onArrived
  })
  // who leaves the page takes what is still on its way along
  useEffect(() => {
    const all = sources.current
    return () => {
      for (const { stop } of all.values()) stop.abort()
    }
  }, [])

  const change = (next: (list: readonly Put[]) => readonly Put[]) => {
    known.current = next(known.current)
    setList(known.current)
  }
  const set = (put: Put) => change((now) => now.map((one) => (one.id === put.id ? put : one)))
  const drop = (id: string) => {
    sources.current.get(id)?.stop.abort()
    sources.current.delete(id)
    change((now) => now.filter((one) => one.id !== id))
    begin()
  }

  function begin(): void {
    const going = known.current.filter(({ state }) => state === 'going').length
    for (const put of known.current.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, atOnce - going))) void send(put)
  }

  async function send({ id, name, bytes }: Put): Promise<void> {
    const source = sources.current.get(id)
    if (!source) return
    const about = { id, name, bytes }
    set({ ...about, state: 'going', part: 0 })
    try {
      await putFile(workspace, id, source.file, { signal: source.stop.signal, onProgress: (part) => set({ ...about, state: 'going', part }) })
      drop(id)
      arrived.current()
    } catch (error) {
      if (source.stop.signal.aborted) return
      set({ ...about, state: 'failed', problem: toErrorData(error).message })
      begin()
    }
  }

  return {
    list,
    add(files: readonly File[]) {
      const added = files.map((file) => ({ id: newId(), name: file.name, bytes: file.size, state: 'waiting' as const, file }))
      for (const { id, file } of added) sources.current.set(id, { file, stop: new AbortController() })
      change((now) => [...now, ...added.map(({ file: _file, ...put }) => put)])
      begin()
    },
    again(id: string) {
      const put = known.current.find((one) => one.id === id)
      if (put?.state !== 'failed') return
      set({ id, name: put.name, bytes: put.bytes, state: 'waiting' })
      begin()
    },
    drop,
  }
}
