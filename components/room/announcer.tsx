'use client'
import { useEffect, useState } from 'react'
import type { Conversation } from '../../server/conversation/index.ts'
import { announcements } from './announcements.ts'

/** Reads out what is new, as it ends. */
export function Announcer({ conversation, loaded }: { conversation: Conversation; loaded: boolean }) {
  const [tell] = useState(announcements)
  const [words, setWords] = useState('')
  useEffect(() => {
    const fresh = loaded ? tell(conversation) : ''
    // said twice alike it is told twice: what does not change is not read out
    if (fresh !== '') setWords((before) => (before === fresh ? `${fresh}\u00a0` : fresh))
  }, [tell, conversation, loaded])
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  )
}
