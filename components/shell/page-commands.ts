'use client'
import { useEffect, useSyncExternalStore } from 'react'

/** What can be done on the page that is open, for Ctrl/Cmd-K. */
export type PageCommand = {
  id: string
  title: string
  keys?: string
  /** More words to find it by. */
  words?: string
  /** Left out while it cannot be done. */
  can: () => boolean
  run: () => void
}
export type PageCommands = { heading: string; commands: readonly PageCommand[] }

let offered: PageCommands | null = null
const listeners = new Set<() => void>()
function set(next: PageCommands | null): void {
  offered = next
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Offers commands for as long as the page is open. Give the same object while nothing changed. */
export function useOfferedCommands(commands: PageCommands): void {
  useEffect(() => {
    set(commands)
    return () => set(null)
  }, [commands])
}

export function usePageCommands(): PageCommands | null {
  return useSyncExternalStore(
    subscribe,
    () => offered,
    () => null,
  )
}
