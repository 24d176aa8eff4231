'use client'
import { useEffect } from 'react'
import { ButtonLink } from '../ui/button-link.tsx'
import { Spinner } from '../ui/spinner.tsx'

/** Sends signed-out people to the sign-in page, and remembers where they wanted to go: only the browser knows the whole address. */
export function SignInFirst() {
  useEffect(() => {
    const { pathname, search } = window.location
    window.location.replace(`/sign-in?next=${encodeURIComponent(pathname + search)}`)
  }, [])
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 text-sm text-muted-foreground">
      <Spinner label="Taking you to the sign-in page" />
      <noscript>
        <ButtonLink href="/sign-in">Sign in to go on</ButtonLink>
      </noscript>
    </main>
  )
}
