import type { ReactNode } from 'react'
import { cx } from './cx.ts'

/** The column a page's content stands in. */
export function Page({ narrow = false, className, children }: { narrow?: boolean; className?: string; children: ReactNode }) {
  return <div className={cx('mx-auto w-full px-4 pt-5 pb-16 sm:px-8 sm:pt-7', narrow ? 'max-w-3xl' : 'max-w-5xl', className)}>{children}</div>
}
