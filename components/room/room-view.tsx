'use client'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { type ActiveRun, type Conversation, everyone, itemsOf, openQuestions } from '../../server/conversation/index.ts'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import { listNoticesContract } from '../../server/notices/contract.ts'
import { type AboutRoom, type InputMode, listRoomsContract } from '../../server/rooms/contract.ts'
import { listWaitsContract } from '../../server/runs/contract.ts'
import { DropZone, useUploads } from '../files/index.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { ErrorState } from '../ui/index.ts'
import { Activity, StopButton, workingRuns } from './activity.tsx'
import { Announcer } from './announcer.tsx'
import { keepOf } from './card-keeping.ts'
import { CardView } from './card-view.tsx'
import { Composer } from './composer.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { ConversationPane } from './conversation-pane.tsx'
import { readDraft, readDraftFiles, writeDraft, writeDraftFiles } from './draft.ts'
import { EmptyRoom } from './empty-room.tsx'
import { PendingMessage } from './pending-message.tsx'
import { QueuedTurns } from './queued-turns.tsx'
import type { Reader } from './reader.ts'
import { RoomHeader } from './room-header.tsx'
import { Transcript } from './transcript.tsx'
import { Typing } from './typing.tsx'
import { useAbout } from './use-about.ts'
import type { Mentionable } from './use-mention.ts'
import { useMessageActs } from './use-message-acts.ts'
import { useOlder } from './use-older.ts'
import { useOpenAt } from './use-open-at.ts'
import { usePresence } from './use-presence.ts'
import { useReadMark } from './use-read-mark.ts'
import { type Post, useRoom } from './use-room.ts'
import { useTail } from './use-tail.ts'

/** A room beside something else: how a message is said there, and what stands in it before the first. */
export type Docked = { post: Post; empty: (compose: (text: string) => void) => ReactNode; placeholder: string }

/** A room: who is in it, what was said, and where to say more. Give it the room's id as its key. */
export function RoomView({ roomId, docked }: { roomId: string; docked?: Docked }) {
  const { slug, person, can } = useWorkspace()
  const { session, view, summary, cards } = useRoom(slug, roomId, person.id, docked?.post)
  const { conversation, pending, loaded } = view
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const tail = useTail(loaded)
  useOpenAt(session, loaded, tail.letGo)
  const older = useOlder(tail.scroller, view.from, loaded, session.older)
  const barred = can('wait:answer') ? undefined : 'Your role here lets you look, not answer. Ask an owner or admin of this workspace.'
  const about = useAbout(slug, roomId, conversation.changed)
  const agents = about?.agents ?? summary?.agents
  const mayPost = can('room:post')
  const acts = useMessageActs(slug, roomId, mayPost && !docked, (quoted) => compose(text.trim() === '' ? quoted : `${text.trimEnd()}\n\n${quoted}`))
  const reader = useMemo<Reader>(
    () => ({
      ...{ workspace: slug, me: `person:${person.id}`, agents: Object.fromEntries((agents ?? []).map((a) => [a.id, a])) },
      ...{ room: roomId, acts },
      card: (item) => <CardView item={item} workspace={slug} barred={barred} keep={keepOf(cards, item)} />,
    }),
    [slug, person.id, barred, agents, roomId, acts, cards],
  )
  const known = useMemo(() => mentionables(about, person.id), [about, person.id])
  useReadMark(slug, roomId, lastMessage(conversation), loaded && tail.atEnd)
  // the browser's storage is not there while the server draws
  useEffect(() => setText(readDraft(person.id, roomId)), [person.id, roomId])
  useFreshCounts(openQuestions(conversation).length)
  useEffect(() => cards.hear(conversation.shared), [cards, conversation.shared])

  const uploads = useUploads(slug, (files) => writeDraftFiles(person.id, roomId, files))
  const putBack = useEffectEvent(() => uploads.put(readDraftFiles(person.id, roomId)))
  useEffect(() => putBack(), [])

  const typed = usePresence(slug, roomId)
  const others = view.present.filter(({ id }) => id !== person.id)
  const type = (next: string) => {
    setText(next)
    typed(next)
    writeDraft(person.id, roomId, next)
  }
  const compose = (next: string) => {
    type(next)
    field.current?.focus()
  }
  const takeBack = (back: string, files: readonly FileRef[]) => {
    compose(back)
    uploads.put(files)
  }
  const send = () => {
    session.send(text, uploads.ready)
    type('')
    uploads.put([])
    requestAnimationFrame(() => tail.toEnd())
  }

  if (!loaded && view.problem && !isPassing(view.problem))
    return (
      <div className="mx-auto w-full max-w-xl p-6 pt-16">
        <ErrorState title="This room cannot be opened" error={view.problem} onRetry={session.reload} />
      </div>
    )
  const empty = loaded && itemsOf(conversation).length === 0 && pending.length === 0 && conversation.queue.length === 0
  const runs = workingRuns(conversation)
  return (
    <DropZone onFiles={mayPost ? uploads.add : undefined}>
      {docked ? null : <RoomHeader summary={summary} about={about} conversation={conversation} others={others} />}
      {loaded || view.problem ? <ConnectionBanner link={loaded ? view.link : 'away'} onRetry={session.reload} /> : null}
      <ConversationPane
        {...{ tail, older, loaded }}
        from={view.from}
        opening={empty ? docked ? docked.empty(compose) : <EmptyRoom workspace={slug} agent={agents?.[0]} onTry={compose} /> : null}
      >
        <Transcript conversation={conversation} reader={reader} />
        {pending.map((message) => (
          <PendingMessage key={message.id} message={message} session={session} workspace={slug} onEdit={takeBack} />
        ))}
        <Activity conversation={conversation} />
      </ConversationPane>
      <div className="mx-auto w-full max-w-180 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
        <Typing others={others} />
        <QueuedTurns queue={conversation.queue} workspace={slug} room={roomId} personId={person.id} mayPost={mayPost} />
        <Composer
          field={field}
          text={text}
          onText={type}
          onSend={send}
          known={known}
          attach={{ uploads, workspace: slug }}
          note={about && runs.length > 0 ? noteOf(about.policy.input, runs) : undefined}
          barred={mayPost ? undefined : 'Your role here lets you read this room, not write in it.'}
          placeholder={
            docked?.placeholder ??
            (agents?.length === 1 && agents[0] ? `Message ${agents[0].name}` : agents && agents.length > 1 ? 'Message; @ names somebody' : 'Message')
          }
          aside={runs.length > 0 && can('run:cancel') ? <StopButton key={runs.map(({ runId }) => runId).join()} workspace={slug} runs={runs} /> : null}
        />
      </div>
      <Announcer conversation={conversation} loaded={loaded} />
    </DropZone>
  )
}

/** What becomes of a message for an agent that is at work. */
function noteOf(input: InputMode, runs: readonly ActiveRun[]): string {
  const who = runs.length === 1 && runs[0]?.speaker ? runs[0].speaker : 'An agent'
  switch (input) {
    case 'queue':
      return `${who} is at work; what you send it waits for its turn`
    case 'steer':
      return `${who} is at work; what you send it reaches it at its next step`
    case 'interrupt':
      return `${who} is at work; what you send it interrupts`
    case 'reject':
      return `${who} is at work and takes nothing until it is done`
  }
}

/** Everybody of the room but oneself. */
function mentionables(about: AboutRoom | undefined, personId: string): Mentionable[] {
  if (!about) return []
  const people = about.people.filter(({ id }) => id !== personId)
  return [
    ...about.agents.map(({ id, name, icon }): Mentionable => ({ id, name, icon, kind: 'agent' })),
    ...[...people, ...about.guests].map(({ id, name }): Mentionable => ({ id, name, kind: 'person' })),
    ...(people.length > 1 ? [{ id: everyone, name: everyone, kind: 'everyone' as const }] : []),
  ]
}

/** Where the last thing that people read begins. */
const lastMessage = (conversation: Conversation): number => itemsOf(conversation).findLast((item) => item.kind === 'message' && !item.streaming)?.seq ?? 0

/** Tries again by itself: the skeleton stays and the banner tells. */
const isPassing = (problem: Error) => 'retry' in problem && problem.retry === 'later'

/** A question came or went: the counts in the sidebar should say so now, not in a while. */
function useFreshCounts(open: number): void {
  const client = useQueryClient()
  const before = useRef(open)
  useEffect(() => {
    if (before.current === open) return
    before.current = open
    for (const { id } of [listWaitsContract, listRoomsContract, listNoticesContract]) void client.invalidateQueries({ queryKey: [id] })
  }, [client, open])
}
