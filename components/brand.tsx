import { cx } from './ui/cx.ts'

/** An arch with an ember in it. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" className={cx('shrink-0', className)} fill="none">
      <path d="M4.5 20.5V11.5a7.5 7.5 0 0 1 15 0v9" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
      <path d="M12 20.6a3.7 3.7 0 0 1-3.7-3.8c0-2.5 2.3-3.2 2.8-6.2 2.5 1.1 4.6 3.6 4.6 6.2a3.7 3.7 0 0 1-3.7 3.8z" className="fill-ember" />
    </svg>
  )
}

export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cx('inline-flex items-center gap-2 text-lg font-semibold tracking-tight', className)}>
      <Mark className="size-5.5" /> Hearth
    </span>
  )
}
