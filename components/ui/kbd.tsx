import { cx } from './cx.ts'

/** Keys to press, given as `Ctrl K`. */
export function Kbd({ keys, inverse = false, className }: { keys: string; inverse?: boolean; className?: string }) {
  return (
    <kbd className={cx('inline-flex gap-0.5 font-sans', className)}>
      {keys.split(' ').map((key) => (
        <span
          key={key}
          className={cx(
            'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border px-1 text-2xs leading-none',
            inverse ? 'border-background/25 text-background/80' : 'border-border bg-muted text-muted-foreground',
          )}
        >
          {key}
        </span>
      ))}
    </kbd>
  )
}
