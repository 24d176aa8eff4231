'use client'
import { RotateCw, TriangleAlert } from 'lucide-react'
import { Button } from './button.tsx'
import { cx } from './cx.ts'

export type ErrorStateProps = {
  title?: string
  /** Its message is shown as it stands. */
  error: { message: string } | null
  onRetry?: () => void
  retrying?: boolean
  className?: string
}

/** Something could not be loaded: what happened, and a way to try again. */
export function ErrorState({ title = 'This could not be loaded', error, onRetry, retrying, className }: ErrorStateProps) {
  return (
    <div role="alert" className={cx('flex flex-col items-center rounded-lg border bg-card px-6 py-10 text-center', className)}>
      <TriangleAlert aria-hidden="true" className="mb-3 size-5 text-destructive" />
      <h2 className="text-base font-semibold">{title}</h2>
      <p className="mt-1 max-w-sm text-sm text-pretty text-muted-foreground">{error?.message ?? 'Try again in a moment.'}</p>
      {onRetry ? (
        <Button className="mt-4" onClick={onRetry} busy={retrying}>
          <RotateCw aria-hidden="true" /> Try again
        </Button>
      ) : null}
    </div>
  )
}
