'use client'
import { FileUp, Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import { fetchOpenApiContract } from '../../../server/flows/contract.ts'
import { toErrorData } from '../../../server/kernel/errors.ts'
import { api } from '../../api.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Button, Dialog, Field, Input, Select, Textarea, toast } from '../../ui/index.ts'
import { useSelected } from '../context.ts'
import type { EditorStore } from '../store.ts'
import { beside } from './blocks-of.ts'
import { Missed } from './missed.tsx'
import { OperationList } from './operation-list.tsx'
import { operationNode, wantsKey } from './operation-node.ts'
import { type OpenApi, readDocument } from './read-document.ts'

type Props = { store: EditorStore; open: boolean; onOpenChange: (open: boolean) => void; onAdded: (nodes: readonly string[]) => void }

/** Blocks from a service's OpenAPI document: where it is, then which of its operations. */
export function OpenApiDialog({ store, open, onOpenChange, onAdded }: Props) {
  const [document, setDocument] = useState<OpenApi | null>(null)
  const close = (on: boolean) => {
    onOpenChange(on)
    if (!on) setDocument(null)
  }
  if (!document) {
    return (
      <Dialog
        open={open}
        onOpenChange={close}
        size="md"
        title="From an OpenAPI document"
        description="Choose operations of a service: each becomes a block with a port for every parameter. OpenAPI 3.0 and 3.1, JSON or YAML."
      >
        <Source onRead={setDocument} />
      </Dialog>
    )
  }
  return <Choosing key={document.title} store={store} document={document} open={open} onOpenChange={close} onBack={() => setDocument(null)} onAdded={onAdded} />
}

function Source({ onRead }: { onRead: (document: OpenApi) => void }) {
  const { slug: workspace } = useWorkspace()
  const [url, setUrl] = useState('')
  const [text, setText] = useState('')
  const [error, setError] = useState<{ at: 'url' | 'text'; message: string } | null>(null)
  const [busy, setBusy] = useState(false)
  const read = (given: string, at: 'url' | 'text', from?: string) => {
    try {
      onRead(readDocument(given, from))
    } catch (failure) {
      setError({ at, message: toErrorData(failure).message })
    }
  }
  const fetchIt = async () => {
    setBusy(true)
    setError(null)
    try {
      read((await api(fetchOpenApiContract, { workspace, url: url.trim() })).text, 'url', url.trim())
    } catch (failure) {
      setError({ at: 'url', message: toErrorData(failure).message })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="grid gap-5">
      <form
        className="flex items-start gap-2"
        onSubmit={(event) => {
          event.preventDefault()
          void fetchIt()
        }}
      >
        <Field label="Address" error={error?.at === 'url' ? error.message : null} className="flex-1">
          <Input type="url" value={url} placeholder="https://api.example.com/openapi.json" onChange={(event) => setUrl(event.target.value)} />
        </Field>
        <Button type="submit" busy={busy} disabled={url.trim() === ''} className="mt-6.5">
          Read
        </Button>
      </form>
      <Field
        label="Or paste it"
        error={error?.at === 'text' ? error.message : null}
        aside={
          <label className="inline-flex cursor-pointer items-center gap-1 rounded-sm font-medium text-foreground focus-within:outline-2 hover:underline">
            <FileUp aria-hidden="true" className="size-3.5" /> Choose a file
            <input
              type="file"
              accept=".json,.yaml,.yml,application/json,application/yaml,text/yaml"
              className="sr-only"
              onChange={(event) => {
                const file = event.target.files?.[0]
                event.target.value = ''
                void file?.text().then((held) => read(held, 'text'))
              }}
            />
          </label>
        }
      >
        <Textarea
          rows={7}
          value={text}
          spellCheck={false}
          className="font-mono text-xs"
          placeholder='{ "openapi": "3.1.0", …'
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="flex justify-end">
        <Button disabled={text.trim() === ''} onClick={() => read(text, 'text')}>
          Read what is pasted
        </Button>
      </div>
    </div>
  )
}

type ChoosingProps = Props & { document: OpenApi; onBack: () => void }

function Choosing({ store, document, open, onOpenChange, onBack, onAdded }: ChoosingProps) {
  const flow = useSelected(store, (state) => state.flow)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [words, setWords] = useState('')
  const [server, setServer] = useState(document.servers[0] ?? '')
  const [secret, setSecret] = useState(() => secretName(document.title))
  const found = useMemo(() => {
    const each = words.toLowerCase().split(/\s+/).filter(Boolean)
    return document.operations.filter(({ title, route, method, group }) => {
      const all = `${title} ${method} ${route} ${group}`.toLowerCase()
      return each.every((word) => all.includes(word))
    })
  }, [document, words])
  const operations = document.operations.filter(({ id }) => chosen.has(id))
  const keyed = operations.some((operation) => wantsKey(document, operation))
  const isAddress = URL.canParse(server) && /^https?:/.test(server)
  const add = () => {
    const before = new Set(Object.keys(store.get().flow.nodes))
    const nodes = operations.map((operation) => withoutEmptySecret(operationNode(document, operation, { server, secret }).node))
    const fragment = beside(flow, store.catalogue, nodes)
    const [first] = Object.values(fragment.nodes)
    store.perform({ kind: 'paste', fragment, ...(first ? { at: first.position } : {}) })
    onAdded(Object.keys(store.get().flow.nodes).filter((id) => !before.has(id)))
    onOpenChange(false)
    toast.success(operations.length === 1 ? 'One block was added' : `${operations.length} blocks were added`)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={document.title}
      description={`OpenAPI ${document.version}, ${document.operations.length === 1 ? 'one operation' : `${document.operations.length} operations`}`}
      footer={
        <>
          <Button variant="ghost" onClick={onBack}>
            Another document
          </Button>
          <Button variant="primary" disabled={operations.length === 0 || !isAddress} onClick={add}>
            {operations.length === 0 ? 'Add blocks' : operations.length === 1 ? 'Add one block' : `Add ${operations.length} blocks`}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field label="Server" error={server !== '' && !isAddress ? 'An address such as https://api.example.com' : null}>
            {document.servers.length > 1 ? (
              <Select label="Server" value={server} onChange={setServer} items={document.servers.map((value) => ({ value, label: value }))} />
            ) : (
              <Input type="url" value={server} placeholder="https://api.example.com" onChange={(event) => setServer(event.target.value)} />
            )}
          </Field>
          {keyed ? (
            <Field label="Secret for its key" help="The name of a secret of this workspace. The key itself never stands in a flow.">
              <Input mono value={secret} onChange={(event) => setSecret(event.target.value)} />
            </Field>
          ) : null}
        </div>
        {document.missed.length > 0 ? <Missed words={document.missed} /> : null}
        <Field label="Operations" aside={operations.length > 0 ? `${operations.length} chosen` : undefined}>
          <div className="relative">
            <Search aria-hidden="true" className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-muted-foreground" />
            <Input className="pl-8!" value={words} placeholder="Search" onChange={(event) => setWords(event.target.value)} />
          </div>
        </Field>
        <OperationList
          document={document}
          found={found}
          chosen={chosen}
          onChoose={(id, on) => {
            const next = new Set(chosen)
            if (on) next.add(id)
            else next.delete(id)
            setChosen(next)
          }}
        />
      </div>
    </Dialog>
  )
}

function secretName(title: string): string {
  const stem = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-$/g, '')
    .slice(0, 50)
  return `${stem || 'service'}-key`
}

function withoutEmptySecret(node: ReturnType<typeof operationNode>['node']) {
  const { secret, ...inputs } = node.inputs
  return secret?.kind === 'secret' && secret.name.trim() === '' ? { ...node, inputs } : node
}
