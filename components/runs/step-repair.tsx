'use client'
import { Pencil, RotateCcw } from 'lucide-react'
import { useContext, useState } from 'react'
import type { NodeState } from '../../server/engine/run-state.ts'
import type { Json, JsonObject } from '../../server/kernel/json.ts'
import { Button, Dialog, DialogClose, Field, Textarea } from '../ui/index.ts'
import { isWhole, nodeOfPath } from './lights-of.ts'
import { RunContext } from './run-context.ts'
import { useRepair } from './use-repair.ts'

/** Doing a step anew, as it was or with other inputs, and all that follows from it. */
export function StepRepair({ node }: { node: NodeState }) {
  const place = useContext(RunContext)
  const { slug, fork } = useRepair()
  const [editing, setEditing] = useState(false)
  if (!place?.mayRepair || !isWhole(place.flow, node.path)) return null
  const id = nodeOfPath(place.flow, node.path)
  const input = inputOf(node.input)
  return (
    <div className="flex flex-wrap gap-2">
      <Button size="sm" busy={fork.isPending && !editing} onClick={() => fork.mutate({ workspace: slug, run: place.run, from: node.path })}>
        <RotateCcw aria-hidden="true" /> Rerun from here
      </Button>
      {input ? (
        <Button size="sm" onClick={() => setEditing(true)}>
          <Pencil aria-hidden="true" /> Edit input and rerun
        </Button>
      ) : null}
      {editing && input ? (
        <EditDialog
          input={input}
          busy={fork.isPending}
          onClose={() => setEditing(false)}
          onRun={(values) => fork.mutate({ workspace: slug, run: place.run, from: node.path, edits: { [id]: values } })}
        />
      ) : null}
    </div>
  )
}

type EditDialogProps = { input: JsonObject; busy: boolean; onClose: () => void; onRun: (values: JsonObject) => void }

function EditDialog({ input, busy, onClose, onRun }: EditDialogProps) {
  const [text, setText] = useState(() => JSON.stringify(input, null, 2))
  const read = readObject(text)
  const changed = read.ok ? changesIn(input, read.value) : {}
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title="Edit input and rerun"
      description="What came before stays as it was and is not done again. This step and all that follows from it run anew, in a run of their own."
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" busy={busy} disabled={!read.ok || Object.keys(changed).length === 0} onClick={() => onRun(changed)}>
            Rerun with this input
          </Button>
        </>
      }
    >
      <Field label="Input of this step" error={read.ok ? null : read.reason} help="By the names of its ports. Only what you change counts as an edit.">
        <Textarea mono value={text} spellCheck={false} onChange={(event) => setText(event.target.value)} />
      </Field>
    </Dialog>
  )
}

function inputOf(input: Json | undefined): JsonObject | null {
  return typeof input === 'object' && input !== null && !Array.isArray(input) && Object.keys(input).length > 0 ? input : null
}

function readObject(text: string): { ok: true; value: JsonObject } | { ok: false; reason: string } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value: value as JsonObject }
    return { ok: false, reason: 'Write an object: names of ports and their values.' }
  } catch (error) {
    return { ok: false, reason: `This is not JSON yet: ${error instanceof Error ? error.message : 'it cannot be read'}.` }
  }
}

function changesIn(before: JsonObject, after: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])))
}
