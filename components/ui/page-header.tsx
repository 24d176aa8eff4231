import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'

export type PageHeaderProps = {
  title: ReactNode
  description?: ReactNode
  /** Beside the title: badges. */
  meta?: ReactNode
  actions?: ReactNode
  back?: { href: string; label: string }
}

/** The one `h1` of a page, what the page is about, and what can be done here. */
export function PageHeader({ title, description, meta, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-6">
      {back ? (
        <Link
          href={back.href}
          className="mb-2 -ml-1 inline-flex items-center gap-0.5 rounded-sm pr-1 text-sm text-muted-foreground hover:text-foreground coarse:py-2"
        >
          <ChevronLeft className="size-4" aria-hidden="true" /> {back.label}
        </Link>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex min-h-8 flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="min-w-0 text-xl font-semibold break-words">{title}</h1>
            {meta}
          </div>
          {description ? <p className="mt-0.5 max-w-2xl text-sm text-pretty text-muted-foreground">{description}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
    </header>
  )
}
