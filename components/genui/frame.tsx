import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { cx } from '../ui/index.ts'

export type FrameProps = {
  icon: LucideIcon
  title: string
  /** Right of the title: a badge, a switch. */
  aside?: ReactNode
  children: ReactNode
  /** Waits for somebody: the ember line says so. */
  live?: boolean
  wide?: boolean
}

/** The sheet every domain component is drawn on: a named region with a quiet head. */
export function Frame({ icon: Icon, title, aside, children, live = false, wide = false }: FrameProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={cx(
        'w-full overflow-hidden rounded-lg border bg-card text-card-foreground shadow-raised',
        wide ? 'max-w-130' : 'max-w-104',
        live && 'border-ember-line',
      )}
    >
      <header className="flex min-h-10 items-center gap-2 border-b py-1 pr-2 pl-4">
        <Icon aria-hidden="true" className={cx('size-3.5 shrink-0', live ? 'text-ember' : 'text-muted-foreground')} />
        <h3 id={id} className="min-w-0 flex-1 truncate text-sm font-medium">
          {title}
        </h3>
        {aside}
      </header>
      {children}
    </section>
  )
}
