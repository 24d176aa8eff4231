'use client'
import { ChevronRight, History } from 'lucide-react'
import type { ReactNode } from 'react'
import { clockText } from '../genui/index.ts'

/** An answer that another one took the place of: a quiet line that opens to what was said. */
export function FormerAnswer({ speaker, at, children }: { speaker: string; at: string; children: ReactNode }) {
  return (
    <details className="group/former pt-2">
      <summary className="-mx-1.5 inline-flex max-w-full list-none items-center gap-1.5 rounded-md px-1.5 py-0.5 text-sm text-muted-foreground select-none hover:bg-accent hover:text-foreground sm:ml-7.5 coarse:py-1.5 [&::-webkit-details-marker]:hidden">
        <History aria-hidden="true" className="size-3.5" />
        <span className="truncate">
          An earlier answer{speaker ? ` of ${speaker}` : ''} · {clockText(at)}
        </span>
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open/former:rotate-90" />
      </summary>
      <div className="mt-1 border-l pl-3">{children}</div>
    </details>
  )
}
