'use client'
import { Plus, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Icon } from '../icon.tsx'
import { ConfirmDialog, IconButton } from '../ui/index.ts'
import type { Looks } from './looks.ts'
import { isFramed } from './sessions.ts'

/** Whom one talks to. Embedded, it can be closed from within: on a phone it covers the page. */
export function GuestHeader({ page: { agent, title }, onRenew }: { page: Looks; onRenew: (() => void) | undefined }) {
  const [framed, setFramed] = useState(false)
  const [asking, setAsking] = useState(false)
  useEffect(() => {
    setFramed(isFramed())
    if (!isFramed()) return
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && close()
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return (
    <header className="flex h-13 shrink-0 items-center gap-3 border-b px-4">
      <span aria-hidden="true" className="flex size-8 shrink-0 items-center justify-center rounded-lg bg-primary text-primary-foreground">
        <Icon name={agent.icon} className="size-4" />
      </span>
      <h1 className="min-w-0 flex-1 truncate text-base font-semibold">{title}</h1>
      {onRenew ? (
        <IconButton label="New conversation" side="bottom" onClick={() => setAsking(true)}>
          <Plus aria-hidden="true" />
        </IconButton>
      ) : null}
      {framed ? (
        <IconButton label="Close the chat" side="bottom" onClick={close}>
          <X aria-hidden="true" />
        </IconButton>
      ) : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Begin a new conversation?"
        confirm="Begin anew"
        onConfirm={() => {
          setAsking(false)
          onRenew?.()
        }}
      >
        You will not be able to come back to this one from here.
      </ConfirmDialog>
    </header>
  )
}

/** Holds nothing, so it may be told to whoever is around. */
const close = () => window.parent.postMessage('hearth:close', '*')
