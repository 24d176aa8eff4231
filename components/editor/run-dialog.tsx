'use client'
import { Play } from 'lucide-react'
import { useId, useState } from 'react'
import type { CardInput } from '../../server/engine/card.ts'
import type { InputValue } from '../../server/engine/flow.ts'
import type { Json, JsonObject } from '../../server/kernel/json.ts'
import { BlockField } from '../block-form/index.ts'
import { Button, Dialog } from '../ui/index.ts'
import { useTools } from './context.ts'

export type RunDialogProps = {
  /** What the flow takes. */
  asks: readonly CardInput[]
  revision: number
  open: boolean
  onOpenChange: (open: boolean) => void
  busy: boolean
  onRun: (input: JsonObject) => void
}

/** What a run by hand begins with. What was filled in stays for the next time. */
export function RunDialog({ asks, revision, open, onOpenChange, busy, onRun }: RunDialogProps) {
  const { help } = useTools()
  const [values, setValues] = useState<Record<string, InputValue>>({})
  const form = useId()
  const [told, setTold] = useState(false)
  const missing = asks.filter(({ name, required }) => required && !(name in values))
  const run = () => {
    setTold(true)
    if (missing.length === 0)
      onRun(Object.fromEntries(Object.entries(values).flatMap(([name, value]): [string, Json][] => (value.kind === 'literal' ? [[name, value.value]] : []))))
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Run revision ${revision}`}
      description="What this flow takes to begin with."
      footer={
        <Button variant="primary" type="submit" form={form} busy={busy}>
          <Play aria-hidden="true" /> Run
        </Button>
      }
    >
      <form
        id={form}
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          run()
        }}
      >
        {asks.map((input) => (
          <BlockField
            key={input.name}
            input={input}
            hint={undefined}
            value={values[input.name]}
            onChange={(value) => setValues(({ [input.name]: _before, ...others }) => (value === undefined ? others : { ...others, [input.name]: value }))}
            readOnly={false}
            plain
            help={help}
            problem={told && missing.includes(input) ? { code: 'bad-literal', message: 'Fill it in: the flow does not begin without it.' } : undefined}
          />
        ))}
      </form>
    </Dialog>
  )
}
