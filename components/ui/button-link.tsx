import Link from 'next/link'
import type { ComponentPropsWithRef } from 'react'
import { type ButtonSize, type ButtonVariant, buttonClass } from './button-class.ts'
import { cx } from './cx.ts'

export type ButtonLinkProps = Omit<ComponentPropsWithRef<typeof Link>, 'className'> & { variant?: ButtonVariant; size?: ButtonSize; className?: string }

/** Goes somewhere, looks like a button. */
export function ButtonLink({ variant, size, className, ...rest }: ButtonLinkProps) {
  return <Link {...rest} className={cx(buttonClass(variant, size), className)} />
}
