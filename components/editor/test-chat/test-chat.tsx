'use client'
import { Bookmark, MessagesSquare, RotateCcw, X } from 'lucide-react'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import type { z } from 'zod'
import type { AgentView } from '../../../server/flows/contract.ts'
import { openTrialContract, tryMessageContract } from '../../../server/rooms/contract.ts'
import { api } from '../../api.ts'
import { useAction } from '../../data/use-data.ts'
import { type Docked, RoomView } from '../../room/index.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { EmptyState, ErrorState, IconButton, Sheet, Spinner, toast } from '../../ui/index.ts'
import type { EditorStore } from '../store.ts'
import type { Trying } from '../try/use-trying.ts'

type Props = { agent: AgentView; store: EditorStore; trying: Trying; narrow: boolean; onClose: () => void }

/** Talking to the draft as it is on the canvas. Nothing is published, and nothing of it is among the rooms. */
export function TestChat({ narrow, onClose, ...rest }: Props) {
  const { slug: workspace } = useWorkspace()
  const [room, setRoom] = useState<string | null>(null)
  const [said, setSaid] = useState<string | null>(null)
  const open = useAction(openTrialContract, { quiet: true, onDone: (opened: z.output<typeof openTrialContract.output>) => setRoom(opened.room) })
  const { agent, trying } = rest
  const begin = (anew: boolean) => open.mutate({ workspace, agent: agent.id, anew })
  const first = useRef(begin)
  useEffect(() => first.current(false), [])
  const keep = async () => {
    if (said === null) return
    if (await trying.saveSample(said.slice(0, 60), { text: said })) toast.success('Kept as a sample message')
  }
  const acts = (
    <>
      <IconButton label="Keep the last message as a sample" size="sm" disabled={said === null} onClick={() => void keep()}>
        <Bookmark aria-hidden="true" />
      </IconButton>
      <IconButton label="Begin anew" size="sm" disabled={open.isPending} onClick={() => begin(true)}>
        <RotateCcw aria-hidden="true" />
      </IconButton>
    </>
  )
  const talk = open.isError ? (
    <div className="p-4">
      <ErrorState error={open.error} onRetry={() => begin(false)} retrying={open.isPending} />
    </div>
  ) : room === null ? (
    <div className="flex flex-1 items-center justify-center">
      <Spinner label="Opening the test chat" />
    </div>
  ) : (
    <Talk key={room} room={room} onSaid={setSaid} {...rest} />
  )
  if (narrow)
    return (
      <Sheet open onOpenChange={(on) => !on && onClose()} side="bottom" title="Test chat">
        <div className="flex h-[74dvh] flex-col">
          <div className="flex justify-end px-2">{acts}</div>
          {talk}
        </div>
      </Sheet>
    )
  return (
    <aside aria-label="Test chat" className="absolute inset-y-0 right-0 z-20 flex w-88 flex-col border-l bg-card">
      <div className="flex h-12 shrink-0 items-center gap-1 border-b pr-2 pl-4">
        <h2 className="flex-1 text-base font-semibold">Test chat</h2>
        {acts}
        <IconButton label="Close test chat" size="sm" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <div className="flex min-h-0 flex-1 flex-col">{talk}</div>
    </aside>
  )
}

function Talk({ room, agent, store, trying, onSaid }: Omit<Props, 'narrow' | 'onClose'> & { room: string; onSaid: (text: string) => void }) {
  const { slug: workspace } = useWorkspace()
  const latest = useRef({ pick: trying.pick, onSaid })
  latest.current = { pick: trying.pick, onSaid }
  const samples = trying.samples.flatMap(({ input }) => (typeof input.text === 'string' && input.text !== '' ? [input.text] : []))
  const docked = useMemo<Docked>(
    () => ({
      post: async (message) => {
        const told = await api(tryMessageContract, { workspace, room, ...message, flow: store.get().flow })
        latest.current.onSaid(message.text)
        if (told.runId !== null) latest.current.pick(told.runId)
        return told
      },
      empty: () => null,
      placeholder: `Message the draft of ${agent.name}`,
    }),
    [workspace, room, store, agent.name],
  )
  return <RoomView roomId={room} docked={{ ...docked, empty: (compose) => <Beginning samples={samples} onTry={compose} /> }} />
}

function Beginning({ samples, onTry }: { samples: readonly string[]; onTry: (text: string) => void }): ReactNode {
  return (
    <EmptyState icon={<MessagesSquare />} title="Talk to the draft" className="my-auto border-0 px-0">
      It answers as it is on the canvas now, and its blocks light up. Nothing is published; what it does to the world it does.
      {samples.length > 0 ? (
        <ul aria-label="Sample messages" className="mt-4 grid gap-1.5">
          {samples.slice(0, 6).map((text) => (
            <li key={text}>
              <button
                type="button"
                onClick={() => onTry(text)}
                className="w-full rounded-lg border bg-card px-3 py-2 text-left text-sm break-words text-foreground hover:border-border-strong hover:bg-accent"
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </EmptyState>
  )
}
