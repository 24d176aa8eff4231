'use client'
import { useState } from 'react'
import { Dialog, Input } from '../ui/index.ts'
import { MessageHits } from './message-hits.tsx'

/** What was said in this room. */
export function SearchDialog({ room, onClose }: { room: string; onClose: () => void }) {
  const [words, setWords] = useState('')
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Search in this room" description="Words, or how they begin; the newest first.">
      <Input type="search" aria-label="Words to find" placeholder="Words" value={words} autoFocus onChange={(event) => setWords(event.target.value)} />
      <div className="mt-3 max-h-[60dvh] overflow-y-auto">
        <MessageHits words={words} room={room} onOpen={onClose} />
      </div>
    </Dialog>
  )
}
