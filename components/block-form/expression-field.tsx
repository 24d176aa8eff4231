'use client'
import type { ReactNode } from 'react'
import type { InputValue } from '../../server/engine/flow.ts'
import { Field, Textarea } from '../ui/index.ts'

export type ExpressionFieldProps = {
  frame: { label: string; error: string | undefined }
  source: string
  onChange: (value: InputValue | undefined) => void
  readOnly: boolean
}

/** An input that is worked out from what other blocks give. */
export function ExpressionField({ frame, source, onChange, readOnly }: ExpressionFieldProps): ReactNode {
  const back = readOnly ? null : (
    <button
      type="button"
      className="-my-1 min-h-6 rounded px-1 text-xs text-muted-foreground hover:bg-accent hover:text-foreground"
      onClick={() => onChange(undefined)}
    >
      use a plain value
    </button>
  )
  return (
    <Field label={frame.label} error={frame.error} aside={back} help="An expression over the outputs of other blocks, such as get_balance.amount > 5.">
      <Textarea
        rows={2}
        spellCheck={false}
        className="font-mono text-xs"
        value={source.trim() === '' ? '' : source}
        placeholder="other_block.output"
        readOnly={readOnly}
        onChange={(event) => onChange({ kind: 'expression', source: event.target.value || ' ' })}
      />
    </Field>
  )
}
