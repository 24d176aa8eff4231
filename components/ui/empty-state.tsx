import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type EmptyStateProps = {
  icon?: ReactNode
  title: string
  /** What would stand here, and how it comes to be. */
  children?: ReactNode
  action?: ReactNode
  className?: string
}

/** Nothing here yet. Says what belongs here and offers the way to it. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={cx('flex flex-col items-center rounded-lg border border-dashed border-border-strong px-6 py-12 text-center', className)}>
      {icon ? (
        <div aria-hidden="true" className="mb-3 flex size-9 items-center justify-center rounded-lg border bg-card text-muted-foreground [&_svg]:size-4.5">
          {icon}
        </div>
      ) : null}
      <h2 className="text-base font-semibold">{title}</h2>
      {children ? <div className="mt-1 max-w-sm text-sm text-pretty text-muted-foreground">{children}</div> : null}
      {action ? <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}
