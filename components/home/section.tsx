import Link from 'next/link'
import { type ReactNode, useId } from 'react'

/** A headed part of a page, with the way to all of it. */
export function Section({ title, more, children }: { title: string; more?: { href: string; label: string }; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-2 flex h-6 items-baseline justify-between gap-4">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {more ? (
          <Link href={more.href} className="rounded-sm text-sm text-muted-foreground hover:text-foreground">
            {more.label}
          </Link>
        ) : null}
      </div>
      {children}
    </section>
  )
}
