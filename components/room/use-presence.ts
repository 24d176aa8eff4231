'use client'
import { useCallback, useEffect, useRef } from 'react'
import { newId } from '../../server/kernel/ids.ts'
import { beHereContract } from '../../server/rooms/contract.ts'
import { addressOf, api } from '../api.ts'

const everyMs = 4_000
/** Typing is told at the first key, and again while it goes on. */
const typingMs = 2_500

/** Tells the others that this tab shows the room, for as long as somebody can see it. Gives what to call when a key was pressed. */
export function usePresence(workspace: string, room: string): (text: string) => void {
  const tab = useRef('')
  const typed = useRef(0)
  const tell = useCallback(
    (state: 'here' | 'typing' | 'gone') => {
      tab.current ||= newId()
      const input = { workspace, room, tab: tab.current, state }
      if (state !== 'gone') return void api(beHereContract, input).catch(() => undefined) // the next beat says it again
      const { url, rest } = addressOf(beHereContract, input)
      const body = JSON.stringify(rest)
      void fetch(url, { method: beHereContract.method, body, headers: { 'content-type': 'application/json' }, keepalive: true }).catch(() => undefined)
    },
    [workspace, room],
  )
  useEffect(() => {
    const beat = () => !document.hidden && tell(Date.now() - typed.current < typingMs ? 'typing' : 'here')
    const look = () => tell(document.hidden ? 'gone' : 'here')
    const leave = () => tell('gone')
    beat()
    const timer = setInterval(beat, everyMs)
    document.addEventListener('visibilitychange', look)
    window.addEventListener('pagehide', leave)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [tell])
  return useCallback(
    (text) => {
      const now = Date.now()
      if (text.trim() === '') {
        if (typed.current > 0) tell('here')
        typed.current = 0
      } else if (now - typed.current > typingMs) {
        typed.current = now
        tell('typing')
      }
    },
    [tell],
  )
}
