'use client'
import { useSyncExternalStore } from 'react'
import { browserKeep, readKept, writeKept } from '../kept.ts'

/** Blocks a person placed last, and those they marked; by id, in this browser. */
export type RememberedBlocks = { recent: readonly string[]; favourites: readonly string[] }

const key = 'hearth-blocks'
const mostRecent = 5
const none: RememberedBlocks = { recent: [], favourites: [] }
let held: RememberedBlocks | null = null
const listeners = new Set<() => void>()

function read(): RememberedBlocks {
  if (held) return held
  const kept = readKept(browserKeep(), key) as Partial<Record<keyof RememberedBlocks, unknown>> | undefined
  const texts = (list: unknown) => (Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [])
  held = { recent: texts(kept?.recent), favourites: texts(kept?.favourites) }
  return held
}

function write(next: RememberedBlocks): void {
  held = next
  writeKept(browserKeep(), key, next)
  for (const listener of listeners) listener()
}

export function useRememberedBlocks(): RememberedBlocks {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read,
    () => none,
  )
}

export function rememberPlaced(block: string): void {
  const { recent, favourites } = read()
  write({ favourites, recent: [block, ...recent.filter((one) => one !== block)].slice(0, mostRecent) })
}

export function toggleFavourite(block: string): void {
  const { recent, favourites } = read()
  write({ recent, favourites: favourites.includes(block) ? favourites.filter((one) => one !== block) : [...favourites, block] })
}
