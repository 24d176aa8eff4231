'use client'
import { useEffect } from 'react'
import { Button } from '../ui/button.tsx'
import { MessagePage } from './message-page.tsx'

export type CrashProps = { error: Error & { digest?: string }; reset: () => void }

/** A page broke while it was drawn. What was saved is saved: only the drawing failed. */
export function CrashMessage({ error, reset, whole }: CrashProps & { whole?: boolean }) {
  useEffect(() => {
    console.error(error)
  }, [error])
  return (
    <MessagePage
      whole={whole}
      title="This page could not be drawn"
      action={
        <>
          <Button onClick={() => window.location.reload()}>Reload the page</Button>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        </>
      }
    >
      Nothing was lost: runs go on, and what was saved stays saved.
      {error.digest ? (
        <span className="mt-2 block text-xs">
          Error <code className="font-mono">{error.digest}</code>, also in the server's log
        </span>
      ) : null}
    </MessagePage>
  )
}
