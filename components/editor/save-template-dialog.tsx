'use client'
import { useMemo, useState } from 'react'
import { templateFlow } from '../../server/engine/template-flow.ts'
import type { AgentView } from '../../server/flows/contract.ts'
import { listOwnTemplatesContract, type OwnTemplate, saveTemplateContract, updateTemplateContract } from '../../server/flows/templates/contract.ts'
import { FlowThumb } from '../agents/flow-thumb.tsx'
import { TemplateFields, type TemplateWords, wordsOf } from '../agents/template-fields.tsx'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, Dialog, Field, Select, toast } from '../ui/index.ts'
import { useSelected } from './context.ts'
import type { EditorStore } from './store.ts'

type Props = { agent: AgentView; store: EditorStore; flush: () => Promise<boolean>; open: boolean; onOpenChange: (open: boolean) => void }

/** The draft as a template of this workspace: a new one, or one that is brought up to date. */
export function SaveTemplateDialog(props: Props) {
  const { slug } = useWorkspace()
  const templates = useData(listOwnTemplatesContract, { workspace: slug }, { enabled: props.open })
  if (!props.open || !templates.data) return null
  const own = templates.data.templates.filter(({ mayChange }) => mayChange)
  return <Saving {...props} own={own} first={own.find((template) => template.agent === props.agent.id)} />
}

function Saving({ agent, store, flush, open, onOpenChange, own, first }: Props & { own: readonly OwnTemplate[]; first: OwnTemplate | undefined }) {
  const { slug: workspace } = useWorkspace()
  const flow = useSelected(store, (state) => state.flow)
  const { flow: preview, leftOut } = useMemo(() => templateFlow(flow, store.catalogue), [flow, store])
  const [onto, setOnto] = useState(first?.id ?? '')
  const [words, setWords] = useState<TemplateWords>(first ? wordsOf(first) : { name: agent.name, description: agent.description, tries: '' })
  const [waiting, setWaiting] = useState(false)
  const done = (template: OwnTemplate) => {
    toast.success(`“${template.name}” is a template of this workspace`)
    onOpenChange(false)
  }
  const options = { refresh: [listOwnTemplatesContract], onDone: done, quiet: true }
  const [save, update] = [useAction(saveTemplateContract, options), useAction(updateTemplateContract, options)]
  const chosen = own.find(({ id }) => id === onto)
  const error = chosen ? update.error : save.error
  const tries = words.tries
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 6)
  const keep = async () => {
    // the server takes its own draft: what was just typed has to be there
    setWaiting(true)
    const clean = await flush()
    setWaiting(false)
    if (!clean) return void toast.error('The draft is not saved yet. Nothing was kept; try again when the server is back.')
    const given = { workspace, name: words.name, description: words.description, tries, agent: agent.id }
    if (chosen) update.mutate({ ...given, template: chosen.id, version: chosen.version })
    else save.mutate(given)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      title="Save as a template"
      description="Everybody in this workspace who makes agents can begin with it. Agents made from it stay as they are when it changes."
      footer={
        <Button variant="primary" busy={waiting || save.isPending || update.isPending} disabled={words.name.trim() === ''} onClick={() => void keep()}>
          {chosen ? 'Bring it up to date' : 'Save as a template'}
        </Button>
      }
    >
      <div className="grid gap-4">
        <div className="flex h-32 items-center rounded-lg border bg-muted/60 p-4">
          <FlowThumb flow={preview} className="h-full w-full" />
        </div>
        {own.length > 0 ? (
          <Field label="Template">
            <Select
              label="Template"
              value={onto}
              onChange={(next) => {
                setOnto(next)
                const to = own.find(({ id }) => id === next)
                if (to) setWords(wordsOf(to))
              }}
              items={[{ value: '', label: 'A new one' }, ...own.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          </Field>
        ) : null}
        <TemplateFields words={words} onChange={setWords} error={error?.message} />
        {leftOut.length > 0 ? (
          <div className="rounded-md bg-muted px-3 py-2 text-sm">
            <p className="font-medium">Left out, to be filled in by whoever uses it</p>
            <ul aria-label="Left out" className="mt-1 grid gap-0.5 text-muted-foreground">
              {leftOut.slice(0, 12).map((one) => (
                <li key={one} className="break-words">
                  {one}
                </li>
              ))}
            </ul>
          </div>
        ) : (
          <p className="text-sm text-muted-foreground">It holds no secret, key or connection. Pins, samples, runs and revisions never go along.</p>
        )}
      </div>
    </Dialog>
  )
}
