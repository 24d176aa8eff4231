'use client'
import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** How the key for commands is called on this machine. */
export function useModKey(): string {
  return useSyncExternalStore(
    never,
    () => (navigator.userAgent.includes('Mac') ? '⌘' : 'Ctrl'),
    () => 'Ctrl',
  )
}

/** How the palette's keys are called on this machine. */
export const useCommandKey = (): string => `${useModKey()} K`
