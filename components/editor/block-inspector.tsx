'use client'
import { Copy, Power, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type CardOutput, promiseOf } from '../../server/engine/card.ts'
import { cardOfNode } from '../../server/engine/card-of-node.ts'
import type { FlowNode } from '../../server/engine/flow.ts'
import { describe } from '../../server/engine/schema-words.ts'
import { BlockForm } from '../block-form/index.ts'
import { Badge, Button, Select, Textarea } from '../ui/index.ts'
import { BlockHelp } from './block-help.tsx'
import { CalledFlow } from './called-flow.tsx'
import { useSelected, useTools } from './context.ts'
import { PortsEditor } from './ports-editor.tsx'
import { SourcePicker, WiredFrom } from './source-picker.tsx'
import { sameMeaning } from './state/flow-edit.ts'
import { containersFor } from './state/inside.ts'
import { titleOf, wiredPorts } from './state/ports.ts'
import { useExpressionHelp } from './use-expression-help.ts'
import { useOwnProblems } from './use-problems.ts'

// Reading schedules is only loaded where there is one.
const NextTimes = dynamic(() => import('./next-times.tsx').then((part) => part.NextTimes), { ssr: false })

/** All about one block: its inputs as a form, what it gives, and what it promises. */
export function BlockInspector({ id }: { id: string }) {
  const { store, readOnly, help } = useTools()
  const own = useOwnProblems(id).filter((problem) => problem.node === id)
  const flow = useSelected(store, (state) => state.flow, sameMeaning)
  const expressions = useExpressionHelp(id, flow)
  const node = flow.nodes[id]
  if (!node) return null
  const block = store.catalogue.get(node.block)
  const card = block && cardOfNode(node, block)
  const byPort = Object.fromEntries(
    own.flatMap((problem) => (problem.port && card?.inputs.some(({ name }) => name === problem.port) ? [[problem.port, problem]] : [])),
  )
  const callsFlow = card !== undefined && Object.values(card.fields).some(({ control }) => control === 'agent')
  const agent = node.inputs.agent
  const called = callsFlow && agent?.kind === 'literal' && typeof agent.value === 'string' ? agent.value : undefined
  const containers = containersFor(flow, store.catalogue, id)
  const others = own.filter(({ port }) => !port || !(port in byPort))
  const wired = Object.fromEntries(
    [...wiredPorts(flow, id).inputs].map((port) => [port, <WiredFrom key={port} flow={flow} node={id} port={port} readOnly={readOnly} />]),
  )
  return (
    <form aria-label="This block" className="grid" onBlur={() => store.perform({ kind: 'settle' })} onSubmit={(event) => event.preventDefault()}>
      {card ? (
        <section className="grid gap-2 px-4 pt-4 pb-5">
          <p className="text-sm text-pretty text-muted-foreground">{card.summary}</p>
          {card.docs ? <BlockHelp docs={card.docs} /> : null}
          {card.destructive ? (
            <Badge tone="warning" className="justify-self-start">
              Cannot be undone
            </Badge>
          ) : null}
        </section>
      ) : null}
      {others.map(({ message }) => (
        <p key={message} role="status" className="mx-4 mb-4 rounded-md bg-destructive-soft px-3 py-2 text-sm text-destructive">
          {message}
        </p>
      ))}
      {card && card.inputs.length > 0 ? (
        <section aria-label="Inputs" className="border-t px-4 py-5">
          <BlockForm
            card={card}
            inputs={node.inputs}
            onChange={(port, value) => store.perform({ kind: 'set-input', node: id, port, value })}
            help={help}
            readOnly={readOnly}
            problems={byPort}
            wired={wired}
            expressions={expressions}
            aside={(input) =>
              readOnly || input.name in wired || card.fields[input.name]?.control === 'tools' ? null : (
                <SourcePicker node={id} port={input.name} title={input.title} />
              )
            }
          />
        </section>
      ) : null}
      {card?.inside && card.inside.inputs.length > 0 ? (
        <section aria-label="From inside" className="grid gap-4 border-t px-4 py-5">
          <h3 className="text-xs font-medium text-muted-foreground">Takes from inside</h3>
          {card.inside.inputs.map(({ name, title, help: words }) => (
            <div key={name} className="grid gap-1.5">
              <div className="flex min-h-5 items-center justify-between gap-2 text-sm font-medium">
                {title}
                {readOnly || name in wired ? null : <SourcePicker node={id} port={name} title={title} />}
              </div>
              {wired[name] ?? <p className="text-xs text-muted-foreground">{words ?? 'Wire what a block in the frame gives.'}</p>}
            </div>
          ))}
        </section>
      ) : null}
      {node.block === 'schedule.start' ? <NextTimes cron={literalText(node, 'cron', '0 9 * * 1-5')} timeZone={literalText(node, 'timeZone', 'UTC')} /> : null}
      <Gives title="Gives" outputs={card?.outputs ?? []} />
      <Gives title="Gives to the inside" outputs={card?.inside?.outputs ?? []} />
      {card?.dynamic && called ? <CalledFlow node={id} agent={called} /> : null}
      {card?.dynamic && !callsFlow ? (
        <PortsEditor
          node={id}
          side={card.dynamic === 'outputs' ? 'outputs' : 'inputs'}
          ports={node.ports?.[card.dynamic === 'outputs' ? 'outputs' : 'inputs'] ?? []}
        />
      ) : null}
      {containers.length > 0 && !card?.trigger ? (
        <section className="grid gap-2 border-t px-4 py-5">
          <h3 className="text-xs font-medium text-muted-foreground">Lies in</h3>
          <Select
            label="Lies in"
            size="sm"
            disabled={readOnly}
            value={node.parent ?? 'the flow itself'}
            items={[
              { value: 'the flow itself', label: 'The flow itself' },
              ...containers.map((container) => ({
                value: container,
                label: titleOf(flow.nodes[container] ?? node, store.catalogue.get(flow.nodes[container]?.block ?? '')),
                hint: container,
              })),
            ]}
            onChange={(container) => store.perform({ kind: 'place', node: id, container: container === 'the flow itself' ? undefined : container })}
          />
        </section>
      ) : null}
      <section className="grid gap-2 border-t px-4 py-5">
        <h3 className="text-xs font-medium text-muted-foreground">Note</h3>
        <Textarea
          aria-label="Note"
          rows={2}
          value={node.note ?? ''}
          readOnly={readOnly}
          placeholder="For people; it changes nothing"
          onChange={(event) => store.perform({ kind: 'annotate', node: id, note: event.target.value })}
        />
      </section>
      {card ? (
        <section className="grid gap-1 border-t px-4 py-4 text-xs text-muted-foreground">
          <p>{promiseOf[card.effect]}</p>
          <p className="font-mono text-2xs text-subtle-foreground">
            {id} · {card.id}
          </p>
        </section>
      ) : null}
      {readOnly ? null : (
        <div className="flex gap-1 border-t px-3 py-3">
          <Button size="sm" variant="ghost" onClick={() => store.perform({ kind: 'duplicate' })}>
            <Copy aria-hidden="true" /> Duplicate
          </Button>
          <Button size="sm" variant="ghost" onClick={() => store.perform({ kind: 'switch-off', nodes: [id] })}>
            <Power aria-hidden="true" /> {node.disabled ? 'Switch on' : 'Switch off'}
          </Button>
          <Button size="sm" variant="danger-quiet" className="ml-auto" onClick={() => store.perform({ kind: 'delete' })}>
            <Trash2 aria-hidden="true" /> Delete
          </Button>
        </div>
      )}
    </form>
  )
}

function Gives({ title, outputs }: { title: string; outputs: readonly CardOutput[] }) {
  if (outputs.length === 0) return null
  return (
    <section className="border-t px-4 py-5">
      <h3 className="mb-2.5 text-xs font-medium text-muted-foreground">{title}</h3>
      <dl className="grid gap-2 text-sm">
        {outputs.map((output) => (
          <div key={output.name} className="grid grid-cols-[6.5rem_1fr] gap-3">
            <dt className="truncate">{output.title}</dt>
            <dd className="text-muted-foreground">{output.help ?? describe(output.schema)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function literalText({ inputs }: FlowNode, port: string, otherwise: string): string {
  const held = inputs[port]
  return held?.kind === 'literal' && typeof held.value === 'string' ? held.value : otherwise
}
