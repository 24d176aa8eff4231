'use client'
import { Field } from '@base-ui/react/field'
import type { ComponentPropsWithRef } from 'react'
import { controlClass, typedClass } from './control-class.ts'
import { cx } from './cx.ts'
import { useCaret } from './use-caret.ts'

export type TextareaProps = Omit<ComponentPropsWithRef<'textarea'>, 'className'> & { mono?: boolean; className?: string }

/** Several lines of text; grows with what is typed, up to its largest height. */
export function Textarea({ mono = false, className, ref, value, defaultValue, onChange, ...rest }: TextareaProps) {
  const field = useCaret(ref)
  return (
    <Field.Control
      render={
        <textarea
          {...rest}
          ref={field}
          value={value}
          defaultValue={defaultValue}
          onChange={onChange}
          className={cx(controlClass, typedClass, 'field-sizing-content max-h-80 min-h-16 resize-y px-2.5 py-1.5', mono && 'font-mono text-xs', className)}
        />
      }
    />
  )
}
