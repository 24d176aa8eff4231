import Link from 'next/link'
import type { ReactNode } from 'react'
import { Wordmark } from '../brand.tsx'

/** The quiet page around signing in and up. */
export function AuthFrame({ title, lead, children, below }: { title: string; lead: string; children: ReactNode; below: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-5 pt-[14vh] pb-12">
      <div className="w-full max-w-88">
        <Link href="/" aria-label="Hearth, to the start page" className="-m-1 inline-flex rounded-md p-1">
          <Wordmark />
        </Link>
        <h1 className="mt-7 text-2xl font-semibold">{title}</h1>
        <p className="mt-1 text-base text-muted-foreground">{lead}</p>
        <div className="mt-6">{children}</div>
        <p className="mt-6 border-t pt-4 text-sm text-muted-foreground">{below}</p>
      </div>
    </main>
  )
}

export function AuthLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="rounded-sm font-medium text-foreground underline decoration-border-strong underline-offset-3 hover:decoration-foreground">
      {children}
    </Link>
  )
}
