'use client'
import { ArrowUp, Eraser, Square, X } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useId, useRef, useState } from 'react'
import { diffFlows } from '../../../server/engine/diff-flows.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Badge, Button, EmptyState, IconButton, Sheet, Spinner, Textarea } from '../../ui/index.ts'
import { useTools } from '../context.ts'
import { summaryOf } from '../versions/summary.ts'
import type { Copilot, Exchange } from './use-copilot.ts'

export type CopilotPanelProps = {
  copilot: Copilot
  /** A run that went wrong, to begin with. */
  run: string | null
  narrow: boolean
  onLook: (exchange: Exchange) => void
  onClose: () => void
}

const ideas = ['What does this flow do?', 'Ask a person before anything is sent.', 'Say so when a step fails.']

/** Says what the flow should do, and gets a proposal. Nothing changes until it is taken. */
export function CopilotPanel({ narrow, onClose, ...rest }: CopilotPanelProps) {
  if (narrow)
    return (
      <Sheet open onOpenChange={(open) => !open && onClose()} side="bottom" title="Copilot">
        <div className="flex h-[70dvh] flex-col">
          <Talk {...rest} />
        </div>
      </Sheet>
    )
  return (
    <aside aria-label="Copilot" className="absolute inset-y-0 right-0 z-20 flex w-88 flex-col border-l bg-card">
      <div className="flex h-12 shrink-0 items-center gap-1 border-b pr-2 pl-4">
        <h2 className="flex-1 text-base font-semibold">Copilot</h2>
        {rest.copilot.exchanges.length > 0 ? (
          <IconButton label="Begin anew" size="sm" onClick={rest.copilot.forget}>
            <Eraser aria-hidden="true" />
          </IconButton>
        ) : null}
        <IconButton label="Close copilot" size="sm" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <Talk {...rest} />
    </aside>
  )
}

function Talk({ copilot, run, onLook }: Omit<CopilotPanelProps, 'narrow' | 'onClose'>) {
  const { exchanges, asking, error } = copilot
  const { slug } = useWorkspace()
  const [text, setText] = useState(run ? 'Why did this run fail? Mend it.' : '')
  const [about, setAbout] = useState(run)
  const field = useRef<HTMLTextAreaElement>(null)
  const end = useRef<HTMLDivElement>(null)
  const id = useId()
  useEffect(() => field.current?.focus(), [])
  useEffect(() => {
    if (exchanges.length > 0 || asking !== null) end.current?.scrollIntoView({ block: 'nearest' })
  }, [exchanges.length, asking])
  const send = (request: string) => {
    if (request.trim() === '' || asking !== null) return
    setText('')
    // what was asked is not lost with a failure
    void copilot.ask(request.trim(), about ?? undefined).then((answered) => (answered ? setAbout(null) : setText((typed) => typed || request)))
  }
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-3" role="log" aria-label="Talk with the copilot">
        {exchanges.length === 0 && asking === null && !error ? (
          <EmptyState title="Say what the flow should do" className="border-0 px-0">
            The copilot drafts the change with your workspace’s model. You see it on the canvas and take all of it, some of it or nothing. It never publishes.
            <span className="mt-4 grid gap-1.5">
              {ideas.map((idea) => (
                <Button key={idea} size="sm" className="h-auto justify-start py-1.5 text-left whitespace-normal" onClick={() => send(idea)}>
                  {idea}
                </Button>
              ))}
            </span>
          </EmptyState>
        ) : null}
        <ol className="grid gap-4">
          {exchanges.map((exchange) => (
            <li key={exchange.id} className="grid gap-2 text-sm">
              <p className="justify-self-end rounded-lg bg-muted px-3 py-2 whitespace-pre-wrap">{exchange.request}</p>
              <p className="text-pretty whitespace-pre-wrap">{exchange.reply}</p>
              <Offer exchange={exchange} onLook={() => onLook(exchange)} onDecline={() => copilot.settle(exchange.id, 'declined')} />
            </li>
          ))}
        </ol>
        {asking === null ? null : (
          <div className="mt-4 grid gap-2 text-sm">
            <p className="justify-self-end rounded-lg bg-muted px-3 py-2 whitespace-pre-wrap">{asking}</p>
            <p role="status" className="flex items-center gap-2 text-muted-foreground">
              <Spinner /> Drafting
              <Button size="sm" variant="ghost" onClick={copilot.stop}>
                <Square aria-hidden="true" /> Stop
              </Button>
            </p>
          </div>
        )}
        {error ? (
          <p role="alert" className="mt-4 rounded-lg border bg-card px-3 py-2.5 text-sm text-pretty">
            {error.message}
            {error.code === 'no-model' ? (
              <Link href={`/${slug}/settings/models`} className="mt-2 block font-medium text-primary underline underline-offset-2">
                Connect a model
              </Link>
            ) : null}
          </p>
        ) : null}
        <div ref={end} />
      </div>
      <form
        className="shrink-0 border-t p-3"
        onSubmit={(event) => {
          event.preventDefault()
          send(text)
        }}
      >
        <label htmlFor={id} className="sr-only">
          What should change?
        </label>
        <Textarea
          id={id}
          ref={field}
          rows={3}
          maxLength={4000}
          value={text}
          placeholder="What should change?"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation() // the canvas has keys of its own
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            event.preventDefault()
            send(text)
          }}
        />
        <div className="mt-2 flex items-center gap-2">
          <p className="min-w-0 flex-1 text-xs text-muted-foreground">
            {about ? 'It reads what went wrong in the run you came from.' : 'What is selected on the canvas is what “this” means.'}
          </p>
          <IconButton type="submit" variant="primary" label="Send" keys="Enter" disabled={text.trim() === '' || asking !== null}>
            <ArrowUp aria-hidden="true" />
          </IconButton>
        </div>
      </form>
    </>
  )
}

function Offer({ exchange: { proposal, state, model, costMicros }, onLook, onDecline }: { exchange: Exchange; onLook: () => void; onDecline: () => void }) {
  const { store, readOnly } = useTools()
  const cost =
    costMicros === undefined ? '' : ` · ${(costMicros / 1_000_000).toLocaleString('en-GB', { style: 'currency', currency: 'USD', maximumFractionDigits: 4 })}`
  const by = <span className="text-xs text-subtle-foreground">{`${model}${cost}`}</span>
  if (!proposal) return by
  return (
    <div className="grid gap-2 rounded-lg border px-3 py-2.5">
      <p className="text-xs text-muted-foreground">{summaryOf(diffFlows(proposal.asked, proposal.flow, store.catalogue), 0)}</p>
      {proposal.problems.length > 0 ? (
        <p className="text-xs text-pretty text-warning">
          {proposal.problems.length === 1 ? 'One thing is left to fill in: ' : `${proposal.problems.length} things are left to fill in, first: `}
          {proposal.problems[0]?.message}
        </p>
      ) : null}
      {state === 'open' && !readOnly ? (
        <div className="flex gap-2">
          <Button size="sm" variant="primary" onClick={onLook}>
            Look at it
          </Button>
          <Button size="sm" onClick={onDecline}>
            Decline
          </Button>
        </div>
      ) : (
        <Badge className="justify-self-start" tone={state === 'taken' ? 'success' : 'neutral'}>
          {state === 'taken' ? 'Taken' : 'Declined'}
        </Badge>
      )}
      {by}
    </div>
  )
}
