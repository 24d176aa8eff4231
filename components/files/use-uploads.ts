'use client'
import { useEffect, useRef, useState } from 'react'
import { toErrorData } from '../../server/kernel/errors.ts'
import { type FileRef, mostFiles } from '../../server/kernel/file-ref.ts'
import { newId } from '../../server/kernel/ids.ts'
import { toast } from '../ui/index.ts'
import type { FilePlace } from './file-place.ts'
import { uploadFile } from './upload-file.ts'

export type Upload = { id: string; name: string; bytes: number } & (
  | { state: 'uploading' }
  | { state: 'ready'; file: FileRef }
  | { state: 'failed'; problem: string; source: File }
)

export type Uploads = {
  list: readonly Upload[]
  /** Those that can be sent. */
  ready: readonly FileRef[]
  /** Something is still on its way, or did not get there. */
  waits: boolean
  add: (files: readonly File[]) => void
  again: (id: string) => void
  drop: (id: string) => void
  /** Puts these in the place of all there are. */
  put: (files: readonly FileRef[]) => void
}

/** Files on their way from a person to a message: uploaded at once, so that sending is only naming them. `onReady` keeps what is there. */
export function useUploads(place: FilePlace, onReady: (files: readonly FileRef[]) => void): Uploads {
  const [list, setList] = useState<readonly Upload[]>([])
  const known = useRef(list)
  const keep = useRef(onReady)
  useEffect(() => {
    keep.current = onReady
  })
  const change = (next: (list: readonly Upload[]) => readonly Upload[]) => {
    known.current = next(known.current)
    setList(known.current)
    keep.current(readyOf(known.current))
  }
  const set = (upload: Upload) => change((now) => now.map((one) => (one.id === upload.id ? upload : one)))

  async function send(id: string, source: File): Promise<void> {
    const about = { id, name: source.name, bytes: source.size }
    try {
      const file = await (typeof place === 'string' ? uploadFile(place, id, source) : place.upload(id, source))
      set({ ...about, name: file.name, state: 'ready', file })
    } catch (error) {
      set({ ...about, state: 'failed', problem: toErrorData(error).message, source })
    }
  }

  return {
    list,
    ready: readyOf(list),
    waits: list.some(({ state }) => state !== 'ready'),
    add(files) {
      const most = typeof place === 'string' ? mostFiles : place.most.count
      const room = most - known.current.length
      if (files.length > room) toast.error(`At most ${most === 1 ? 'one file fits' : `${most} files fit`} into one message.`)
      const added = files.slice(0, Math.max(0, room)).map((source) => ({ id: newId(), source }))
      change((now) => [...now, ...added.map(({ id, source }) => ({ id, name: source.name, bytes: source.size, state: 'uploading' as const }))])
      for (const { id, source } of added) void send(id, source)
    },
    again(id) {
      const upload = known.current.find((one) => one.id === id)
      if (upload?.state !== 'failed') return
      set({ id, name: upload.name, bytes: upload.bytes, state: 'uploading' })
      void send(id, upload.source)
    },
    drop: (id) => change((now) => now.filter((one) => one.id !== id)),
    put: (files) => change(() => files.map((file) => ({ id: file.id, name: file.name, bytes: file.bytes, state: 'ready', file }))),
  }
}

const readyOf = (list: readonly Upload[]): FileRef[] => list.flatMap((upload) => (upload.state === 'ready' ? [upload.file] : []))
