'use client'
import { Play, Trash2 } from 'lucide-react'
import { useId, useState } from 'react'
import type { CardInput } from '../../../server/engine/card.ts'
import type { InputValue } from '../../../server/engine/flow.ts'
import type { Json, JsonObject } from '../../../server/kernel/json.ts'
import { BlockField } from '../../block-form/index.ts'
import { Button, Dialog, IconButton, Input } from '../../ui/index.ts'
import { useTools } from '../context.ts'
import type { Trying } from './use-trying.ts'

export type InputDialogProps = { asks: readonly CardInput[]; trying: Trying; onRun: (input: JsonObject) => void; onClose: () => void }

/** What the draft is tried with: filled in anew, or a sample that was saved. */
export function InputDialog({ asks, trying, onRun, onClose }: InputDialogProps) {
  const { help } = useTools()
  const { samples, input, saveSample, removeSample } = trying
  const [values, setValues] = useState<JsonObject>(input ?? samples[0]?.input ?? {})
  const form = useId()
  const [name, setName] = useState('')
  const [told, setTold] = useState(false)
  const missing = asks.filter((ask) => ask.required && !(ask.name in values))
  const run = () => {
    setTold(true)
    if (missing.length === 0) onRun(values)
  }
  const change = (port: string, value: InputValue | undefined) =>
    setValues(({ [port]: _before, ...others }) => (value?.kind === 'literal' ? { ...others, [port]: value.value } : others))
  const literal = (value: Json | undefined): InputValue | undefined => (value === undefined ? undefined : { kind: 'literal', value })
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Try the draft"
      description="What it begins with. Nothing is published, but what it does to the world it does."
      footer={
        <Button variant="primary" type="submit" form={form}>
          <Play aria-hidden="true" /> Run
        </Button>
      }
    >
      <div className="grid gap-4">
        {samples.length > 0 ? (
          <ul aria-label="Samples" className="flex flex-wrap gap-1.5">
            {samples.map((sample) => (
              <li key={sample.name} className="flex items-center rounded-md border">
                <button
                  type="button"
                  onClick={() => setValues(sample.input)}
                  className="h-7 max-w-56 truncate rounded-md px-2 text-xs hover:bg-accent coarse:h-10"
                >
                  {sample.name}
                </button>
                <IconButton label={`Remove the sample ${sample.name}`} size="sm" onClick={() => void removeSample(sample.name)}>
                  <Trash2 aria-hidden="true" />
                </IconButton>
              </li>
            ))}
          </ul>
        ) : null}
        <form
          id={form}
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault()
            run()
          }}
        >
          {asks.map((ask) => (
            <BlockField
              key={ask.name}
              input={ask}
              hint={undefined}
              value={literal(values[ask.name])}
              onChange={(value) => change(ask.name, value)}
              readOnly={false}
              plain
              help={help}
              problem={told && missing.includes(ask) ? { code: 'bad-literal', message: 'Fill it in: the flow does not begin without it.' } : undefined}
            />
          ))}
        </form>
        <form
          className="flex gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            void saveSample(name, values).then((saved) => saved && setName(''))
          }}
        >
          <Input
            aria-label="Name of the sample"
            value={name}
            maxLength={80}
            placeholder="Save this as a sample"
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" disabled={name.trim() === ''}>
            Save
          </Button>
        </form>
      </div>
    </Dialog>
  )
}
