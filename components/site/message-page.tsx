import type { ReactNode } from 'react'
import { Mark } from '../brand.tsx'
import { cx } from '../ui/cx.ts'

/** A page that only has something to say. */
export function MessagePage({ title, children, action, whole = false }: { title: string; children: ReactNode; action?: ReactNode; whole?: boolean }) {
  return (
    <div className={cx('flex flex-col items-center justify-center px-6 text-center', whole ? 'min-h-dvh' : 'min-h-[70dvh]')}>
      <Mark className="size-8 text-muted-foreground" />
      <h1 className="mt-5 text-xl font-semibold">{title}</h1>
      <div className="mt-1.5 max-w-sm text-base text-pretty text-muted-foreground">{children}</div>
      {action ? <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  )
}
