'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** How the palette's keys are called on this machine. */
export function useCommandKey(): string {
  return useSyncExternalStore(
    never,
    () => (navigator.userAgent.includes('Mac') ? '⌘ K' : 'Ctrl K'),
    () => 'Ctrl K',
  )
}
