import { useEffect, useState } from 'react'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import { fileAddress } from './file-words.ts'

/**
 * Where files go to and come from: a workspace by its address, or the room of a guest, whose browser can show a file only once its bytes
 * were fetched with their session. `most`: what one message may bring.
 */
export type FilePlace = string | GuestFiles
export type GuestFiles = {
  /** An address of this page alone. */
  load: (file: string) => Promise<string>
  upload: (id: string, file: File) => Promise<FileRef>
  most: { count: number; bytes: number }
}

/** Undefined until there is one; null when it could not be fetched. */
export function useFileAddress(place: FilePlace, file: string): string | null | undefined {
  const [loaded, setLoaded] = useState<string | null>()
  useEffect(() => {
    if (typeof place === 'string') return
    let here = true
    place.load(file).then(
      (address) => here && setLoaded(address),
      () => here && setLoaded(null),
    )
    return () => {
      here = false
    }
  }, [place, file])
  return typeof place === 'string' ? fileAddress(place, file, 'inline') : loaded
}
