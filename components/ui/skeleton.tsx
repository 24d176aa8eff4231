import { cx } from './cx.ts'

/** Holds the place of what is loading; give it the size of the thing. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden="true" className={cx('animate-pulse-soft rounded-md bg-accent', className)} />
}
