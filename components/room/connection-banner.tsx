'use client'
import { CloudOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, ButtonLink, Spinner } from '../ui/index.ts'
import type { Link } from './feed-client.ts'

/** Says when the room is not live. A blip of a second or two is nobody's business. */
export function ConnectionBanner({ link, onRetry }: { link: Link; onRetry: () => void }) {
  const troubled = link !== 'live'
  const first = link === 'connecting'
  const [shown, setShown] = useState(false)
  useEffect(() => {
    if (!troubled) return setShown(false)
    const timer = setTimeout(() => setShown(true), first ? 6_000 : 2_000)
    return () => clearTimeout(timer)
  }, [troubled, first])
  if (!troubled || !(shown || link === 'signed-out' || link === 'gone')) return null
  return (
    <div role="status" className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b bg-warning-soft px-4 py-1.5 text-sm text-warning">
      {link === 'signed-out' ? (
        <>
          <CloudOff aria-hidden="true" className="size-4" /> You have been signed out. What you typed is kept.
          <ButtonLink size="sm" href={`/sign-in?next=${encodeURIComponent(typeof window === 'undefined' ? '/' : window.location.pathname)}`}>
            Sign in
          </ButtonLink>
        </>
      ) : link === 'gone' ? (
        <>
          <CloudOff aria-hidden="true" className="size-4" /> You can no longer see new messages in this room.
        </>
      ) : (
        <>
          <Spinner label="Connecting" className="size-3.5" />{' '}
          {first ? 'Still connecting; what is new comes as soon as it can.' : 'The connection is interrupted. Nothing is lost; trying again.'}
          <Button size="sm" variant="ghost" className="text-warning" onClick={onRetry}>
            Try now
          </Button>
        </>
      )}
    </div>
  )
}
