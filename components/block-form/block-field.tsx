'use client'
import { type ReactNode, useState } from 'react'
import type { CardInput, FieldHint } from '../../server/engine/card.ts'
import type { InputValue } from '../../server/engine/flow.ts'
import type { Problem } from '../../server/engine/plan.ts'
import { Field } from '../ui/index.ts'
import { AgentControl } from './agent-control.tsx'
import { type Control, controlOf } from './control-of.ts'
import type { ControlProps, FormHelp } from './control-props.ts'
import { ChoiceControl, CodeControl, JsonControl, MultilineControl, NumberControl, SwitchControl, TextControl, TimeZoneControl } from './controls.tsx'
import { DateControl, DateTimeControl } from './date-control.tsx'
import { ExpressionField } from './expression-field.tsx'
import type { ExpressionHelp } from './expression-help.ts'
import { FileControl, FilesControl } from './file-control.tsx'
import { KeyValueControl, ListControl } from './list-control.tsx'
import { ModelControl } from './model-control.tsx'
import { MoneyControl } from './money-control.tsx'
import { SecretControl } from './secret-control.tsx'
import { ToolsControl } from './tools-control.tsx'

const controls: Record<Exclude<Control, 'secret'>, (props: ControlProps) => ReactNode> = {
  text: TextControl,
  multiline: MultilineControl,
  number: NumberControl,
  switch: SwitchControl,
  choice: ChoiceControl,
  json: JsonControl,
  money: MoneyControl,
  model: ModelControl,
  tools: ToolsControl,
  keyvalue: KeyValueControl,
  list: ListControl,
  expression: CodeControl,
  agent: AgentControl,
  cron: TextControl,
  'time-zone': TimeZoneControl,
  date: DateControl,
  'date-time': DateTimeControl,
  file: FileControl,
  files: FilesControl,
}

export type BlockFieldProps = {
  input: CardInput
  hint: FieldHint | undefined
  value: InputValue | undefined
  onChange: (value: InputValue | undefined) => void
  readOnly: boolean
  help: FormHelp
  /** What is wrong with this input, from compile. */
  problem?: Pick<Problem, 'code' | 'message'> | undefined
  /** Stands in place of the control while a wire feeds this input. */
  wired?: ReactNode
  aside?: ReactNode
  expressions?: ExpressionHelp | undefined
  /** Only a plain value will do. */
  plain?: boolean
}

/** One input of a block: its name, what it holds or what feeds it, and what is wrong with it. */
export function BlockField({ input, hint, value, onChange, readOnly, help, problem, wired, aside, expressions, plain = false }: BlockFieldProps) {
  const [begun, setBegun] = useState(false)
  const control = controlOf(input, hint)
  const frame = {
    label: hint?.label ?? input.title,
    help: problem?.code === 'missing-input' ? <Needed help={hint?.help ?? input.help} /> : (hint?.help ?? input.help),
    // Not filled in yet is nothing to be told off for.
    error: problem?.code === 'missing-input' ? undefined : problem?.message,
    aside,
  }
  if (wired) {
    return (
      <Field {...frame} help={undefined}>
        {wired}
      </Field>
    )
  }
  if (control === 'secret') {
    return (
      <Field {...frame} help={frame.help ?? 'The name of a secret in the vault. The secret itself never stands in a flow.'}>
        <SecretControl name={value?.kind === 'secret' ? value.name : ''} known={help.secrets ?? []} readOnly={readOnly} onChange={onChange} />
      </Field>
    )
  }
  if (value?.kind === 'expression')
    return <ExpressionField frame={frame} source={value.source} onChange={onChange} readOnly={readOnly} help={expressions} begun={begun} />
  const Draw = controls[control]
  const toggle =
    readOnly || plain ? null : (
      <button
        type="button"
        title="Work it out with an expression"
        aria-label={`Work out ${frame.label} with an expression`}
        className="-my-1 min-h-6 min-w-6 rounded px-1 font-mono text-xs text-muted-foreground hover:bg-accent hover:text-foreground"
        onClick={() => {
          setBegun(true)
          onChange({ kind: 'expression', source: ' ' })
        }}
      >
        fx
      </button>
    )
  return (
    <Field
      {...frame}
      inline={control === 'switch'}
      aside={
        <>
          {toggle}
          {aside}
        </>
      }
    >
      <Draw
        input={input}
        hint={hint}
        value={value?.kind === 'literal' ? value.value : undefined}
        onChange={(next) => onChange(next === undefined ? undefined : { kind: 'literal', value: next })}
        readOnly={readOnly}
        help={help}
      />
    </Field>
  )
}

function Needed({ help }: { help: string | undefined }) {
  return (
    <>
      <span className="text-warning">Needed: fill it in, or draw a wire to it.</span> {help}
    </>
  )
}
