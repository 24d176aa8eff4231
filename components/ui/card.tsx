import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx.ts'

type Props = ComponentPropsWithRef<'div'>

/** A sheet with a hairline around it. */
export function Card({ className, ...rest }: Props) {
  return <div {...rest} className={cx('rounded-lg border bg-card text-card-foreground', className)} />
}

export function CardHeader({ title, description, aside, className }: { title: ReactNode; description?: ReactNode; aside?: ReactNode; className?: string }) {
  return (
    <div className={cx('flex items-start justify-between gap-4 border-b px-4 py-3', className)}>
      <div className="min-w-0">
        <h2 className="text-base font-semibold">{title}</h2>
        {description ? <p className="mt-0.5 text-sm text-muted-foreground">{description}</p> : null}
      </div>
      {aside}
    </div>
  )
}

export function CardBody({ className, ...rest }: Props) {
  return <div {...rest} className={cx('p-4', className)} />
}

/** Where a card's actions stand. */
export function CardFooter({ className, ...rest }: Props) {
  return <div {...rest} className={cx('flex flex-wrap items-center justify-end gap-2 border-t px-4 py-3', className)} />
}
