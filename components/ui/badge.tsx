import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type Tone = 'neutral' | 'ember' | 'success' | 'warning' | 'danger' | 'info'

const tones: Record<Tone, string> = {
  neutral: 'bg-muted text-muted-foreground',
  ember: 'bg-ember-soft text-ember',
  success: 'bg-success-soft text-success',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-destructive-soft text-destructive',
  info: 'bg-info-soft text-info',
}

export type BadgeProps = {
  tone?: Tone
  /** A dot before the words; `live` makes it breathe. */
  dot?: boolean | 'live'
  title?: string
  className?: string
  children: ReactNode
}

/** A word about a state. */
export function Badge({ tone = 'neutral', dot = false, title, className, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={cx('inline-flex h-5 items-center gap-1.5 rounded-full px-2 text-2xs font-medium whitespace-nowrap tabular-nums', tones[tone], className)}
    >
      {dot ? <span aria-hidden="true" className={cx('size-1.5 rounded-full bg-current', dot === 'live' && 'animate-pulse-soft')} /> : null}
      {children}
    </span>
  )
}
