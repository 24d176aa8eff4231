'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { NodePort } from '../../server/engine/flow.ts'
import { describe } from '../../server/engine/schema-words.ts'
import { createAgentContract, listAgentsContract, publishFlowContract, saveDraftContract, updateAgentContract } from '../../server/flows/contract.ts'
import { toErrorData } from '../../server/kernel/errors.ts'
import { api } from '../api.ts'
import { Button, Dialog, DialogClose, Field, Input, toast } from '../ui/index.ts'
import { useTools } from './context.ts'
import { extracted } from './state/extract.ts'

export type ExtractDialogProps = {
  workspace: string /** The agent whose blocks they are. */
  from: string
  onClose: () => void
  onDone: (node: string, made: { agent: string; name: string }) => void
}

/** Makes an agent of the selected blocks and puts one block that runs it in their place: one step, which undo takes back. */
export function ExtractDialog({ workspace, from, onClose, onDone }: ExtractDialogProps) {
  const { store } = useTools()
  const [ids] = useState(() => store.get().selection.nodes)
  const [extraction] = useState(() => extracted(store.get().flow, store.catalogue, ids))
  const [name, setName] = useState(`Part of ${from}`.slice(0, 80))
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const client = useQueryClient()

  async function make(): Promise<void> {
    // What others changed since the dialog opened goes along.
    const now = extracted(store.get().flow, store.catalogue, ids)
    if (!now.ok) return setError(now.reason)
    setBusy(true)
    setError(null)
    let made: string | undefined
    try {
      const { id: agent, draftVersion } = await api(createAgentContract, { workspace, name: name.trim() })
      made = agent
      const saved = await api(saveDraftContract, { workspace, agent, draftVersion, flow: now.inner })
      const { flow, node } = now.replaced(agent)
      store.perform({ kind: 'replace', flow })
      void client.invalidateQueries({ queryKey: [listAgentsContract.id] })
      await api(publishFlowContract, { workspace, agent, draftVersion: saved.draftVersion, name: '', note: `Taken out of ${from}` }).then(
        () => toast.success(`${name.trim()} is an agent of its own now`),
        () => toast(`${name.trim()} is a draft of its own now`, { description: 'It has something to fill in first. Publish it before you run this flow.' }),
      )
      onDone(node, { agent, name: name.trim() })
    } catch (failure) {
      if (made !== undefined) void api(updateAgentContract, { workspace, agent: made, archived: true }).catch(() => undefined)
      setError(`${toErrorData(failure).message} This flow was not changed.`)
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Make a flow of these blocks"
      description={
        extraction.ok
          ? 'They become an agent of their own, and one block that runs it takes their place. It begins when all that it takes is there.'
          : undefined
      }
      footer={
        <>
          <DialogClose>
            <Button variant="ghost">Cancel</Button>
          </DialogClose>
          {extraction.ok ? (
            <Button variant="primary" busy={busy} disabled={name.trim() === ''} onClick={() => void make()}>
              Make the flow
            </Button>
          ) : null}
        </>
      }
    >
      {extraction.ok ? (
        <div className="grid gap-4">
          <Field label="Name">
            <Input
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
              onKeyDown={(event) => event.key === 'Enter' && name.trim() && void make()}
            />
          </Field>
          <PortList title="It takes" ports={extraction.takes} none="Nothing: it stands alone." />
          <PortList title="It gives" ports={extraction.gives} none="Nothing that this flow uses." />
          {error ? (
            <p role="alert" className="text-sm text-destructive">
              {error}
            </p>
          ) : null}
        </div>
      ) : (
        <p className="text-sm text-pretty">{extraction.reason}</p>
      )}
    </Dialog>
  )
}

function PortList({ title, ports, none }: { title: string; ports: readonly NodePort[]; none: string }) {
  return (
    <section className="grid gap-1.5">
      <h3 className="text-xs font-medium text-muted-foreground">{title}</h3>
      {ports.length === 0 ? (
        <p className="text-sm text-muted-foreground">{none}</p>
      ) : (
        <ul className="grid gap-1 text-sm">
          {ports.map(({ name, title: words, schema }) => (
            <li key={name} className="flex items-baseline gap-2">
              <code className="text-xs">{name}</code>
              <span className="min-w-0 flex-1 truncate text-muted-foreground">
                {words}: {describe(schema)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
