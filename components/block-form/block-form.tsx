'use client'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Card, CardInput } from '../../server/engine/card.ts'
import type { InputValue } from '../../server/engine/flow.ts'
import type { Problem } from '../../server/engine/plan.ts'
import { cx } from '../ui/index.ts'
import { BlockField } from './block-field.tsx'
import { fieldsOf } from './control-of.ts'
import type { FormHelp } from './control-props.ts'
import type { ExpressionHelp } from './expression-help.ts'
import { ReadDrop } from './read-drop.tsx'

export type BlockFormProps = {
  card: Card
  inputs: Readonly<Record<string, InputValue>>
  onChange: (port: string, value: InputValue | undefined) => void
  help: FormHelp
  readOnly?: boolean
  problems?: Readonly<Record<string, Pick<Problem, 'code' | 'message'>>>
  /** For inputs fed by a wire: what to show in place of the control. */
  wired?: Readonly<Record<string, ReactNode>>
  aside?: (input: CardInput) => ReactNode
  expressions?: ExpressionHelp
}

/** One form for every block, drawn from its card. */
export function BlockForm({ card, inputs, onChange, help, readOnly = false, problems = {}, wired = {}, aside, expressions }: BlockFormProps) {
  const [open, setOpen] = useState(false)
  const { first, more } = fieldsOf(card, (port) => port in wired || port in problems)
  const field = (input: CardInput) => (
    <ReadDrop
      key={`${card.id} ${input.name}`}
      onTake={
        readOnly || card.trigger || input.name in wired
          ? undefined
          : (source) => {
              const held = inputs[input.name]
              const before = held?.kind === 'expression' ? held.source.trim() : ''
              onChange(input.name, { kind: 'expression', source: before === '' ? source : `${before} ${source}` })
            }
      }
    >
      <BlockField
        input={input}
        hint={card.fields[input.name]}
        value={inputs[input.name]}
        onChange={(value) => onChange(input.name, value)}
        readOnly={readOnly}
        help={help}
        problem={problems[input.name]}
        wired={wired[input.name]}
        aside={aside?.(input)}
        expressions={expressions}
        // What starts a flow is known before it runs: nothing can be worked out from other blocks.
        plain={card.trigger}
      />
    </ReadDrop>
  )
  return (
    <div className="grid gap-4">
      {first.map(field)}
      {more.length > 0 ? (
        <div className="grid gap-4">
          <button
            type="button"
            aria-expanded={open}
            onClick={() => setOpen(!open)}
            className="-ml-1 flex items-center gap-1 justify-self-start rounded-sm text-xs font-medium text-muted-foreground hover:text-foreground"
          >
            <ChevronRight aria-hidden="true" className={cx('size-3.5 transition-transform', open && 'rotate-90')} />
            More
          </button>
          {open ? more.map(field) : null}
        </div>
      ) : null}
    </div>
  )
}
