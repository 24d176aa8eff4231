'use client'
import { X } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '../ui/index.ts'

const remembered = 'hearth:editor-phone-hint'

/** On a small screen: what goes well there and what does not. Once read, it stays away. */
export function PhoneHint({ readOnly }: { readOnly: boolean }) {
  const [read, setRead] = useState(() => localStorage.getItem(remembered) !== null)
  if (read) return null
  return (
    <p
      role="note"
      className="absolute inset-x-3 bottom-16 z-10 flex items-start gap-1 rounded-lg bg-popover py-1 pr-1 pl-3 text-xs text-muted-foreground shadow-floating"
    >
      <span className="flex-1 py-1.5 text-pretty">
        {readOnly
          ? 'Press a block to read it, or read all of them as a list.'
          : 'On a phone you read a flow, change its blocks, try and publish it. A wire is chosen in the form of the block it leads to. Arranging blocks wants a larger screen.'}
      </span>
      <IconButton
        label="I know"
        size="sm"
        onClick={() => {
          localStorage.setItem(remembered, '1')
          setRead(true)
        }}
      >
        <X aria-hidden="true" />
      </IconButton>
    </p>
  )
}
