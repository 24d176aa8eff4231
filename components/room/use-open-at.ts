'use client'
import { useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { itemsOf } from '../../server/conversation/index.ts'
import type { RoomSession } from './room-session.ts'

/** Shows the entry that the address names (`?at=`), however far back it stands. */
export function useOpenAt(session: RoomSession, loaded: boolean, letGo: () => void): void {
  const wanted = Number(useSearchParams().get('at') ?? '')
  useEffect(() => {
    if (!loaded || !Number.isInteger(wanted) || wanted < 1) return
    let left = false
    const lead = async () => {
      await session.olderTo(wanted).catch(() => undefined) // then the nearest that is here
      // what comes into view gets its true height, and moves what was aimed at
      for (let tries = 0; tries < 3 && !left; tries++) {
        await drawn()
        letGo()
        if (!left) show(session, wanted)
      }
    }
    void lead()
    return () => {
      left = true
    }
  }, [session, loaded, wanted, letGo])
}

const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))

function show(session: RoomSession, wanted: number): void {
  const items = itemsOf(session.view().conversation)
  const item = items.findLast(({ seq }) => seq <= wanted) ?? items[0]
  const entry = item && document.getElementById(`entry-${item.seq}`)
  if (!entry) return
  for (let inside = entry.closest('details'); inside; inside = inside.parentElement?.closest('details') ?? null) inside.open = true
  entry.scrollIntoView({ block: 'center' })
  entry.setAttribute('tabindex', '-1')
  entry.focus({ preventScroll: true })
  entry.classList.add('room-found')
}
