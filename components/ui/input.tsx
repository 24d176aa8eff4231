'use client'
import { Input as Base } from '@base-ui/react/input'
import type { ComponentPropsWithRef } from 'react'
import { controlClass, typedClass } from './control-class.ts'
import { cx } from './cx.ts'

export type InputProps = Omit<ComponentPropsWithRef<'input'>, 'className' | 'defaultValue' | 'size'> & {
  defaultValue?: string
  /** For amounts, ids and code: figures that line up. */
  mono?: boolean
  className?: string
}

/** One line of text. Inside a Field it takes the field's label, help and error by itself. */
export function Input({ mono = false, className, ...rest }: InputProps) {
  return <Base {...rest} className={cx(controlClass, typedClass, 'h-8 px-2.5 coarse:h-10', mono && 'font-mono text-xs tabular-nums', className)} />
}
