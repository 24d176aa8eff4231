'use client'
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { itemsOf } from '../../server/conversation/index.ts'
import { isAppError, toErrorData } from '../../server/kernel/errors.ts'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import { guestHeader, guestRoomContract } from '../../server/links/contract.ts'
import { api } from '../api.ts'
import { DropZone, useUploads } from '../files/index.ts'
import { Activity } from '../room/activity.tsx'
import { Announcer } from '../room/announcer.tsx'
import { Composer } from '../room/composer.tsx'
import { ConnectionBanner } from '../room/connection-banner.tsx'
import { ConversationPane } from '../room/conversation-pane.tsx'
import { readDraft, readDraftFiles, writeDraft, writeDraftFiles } from '../room/draft.ts'
import { PendingMessage } from '../room/pending-message.tsx'
import type { Reader } from '../room/reader.ts'
import { Transcript } from '../room/transcript.tsx'
import { useOlder } from '../room/use-older.ts'
import { useTail } from '../room/use-tail.ts'
import { GuestCard } from './guest-card.tsx'
import { guestFiles } from './guest-files.ts'
import { LinkOpening } from './link-opening.tsx'
import type { Looks } from './looks.ts'
import { useGuestRoom } from './use-guest-room.ts'

type Props = {
  link: string
  page: Looks
  token: string /** Files that began the conversation. */
  chosen: readonly File[]
  onRefused: (reason: string, again: boolean) => void
}

/** The guest's conversation. Made of the same parts as a room, without what only people of the workspace can do. */
export function GuestChat({ link, page, token, chosen, onRefused }: Props) {
  const { session, view, room } = useGuestRoom(link, token)
  const { conversation, pending, loaded } = view
  const guestId = token.slice(0, 36)
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  const tail = useTail(loaded)
  const older = useOlder(tail.scroller, view.from, loaded, session.older)
  const most = { count: page.files?.count ?? 0, bytes: (page.files?.megabytes ?? 0) * 1_000_000 }
  const [files] = useState(() => guestFiles(link, token, most))
  const uploads = useUploads(files, (ready) => writeDraftFiles('guest', guestId, ready))
  const putBack = useEffectEvent(() => {
    uploads.put(readDraftFiles('guest', guestId))
    uploads.add(chosen)
  })
  useEffect(() => putBack(), [])
  useEffect(() => files.forget, [files])
  const reader = useMemo<Reader>(
    () => ({
      workspace: undefined,
      files,
      room: '',
      acts: undefined,
      me: `guest:${guestId}`,
      agents: Object.fromEntries((room?.agents ?? []).map((agent) => [agent.id, agent])),
      card: (item) => <GuestCard item={item} link={link} token={token} />,
    }),
    [guestId, link, token, room, files],
  )
  useEffect(() => setText(readDraft('guest', guestId)), [guestId])
  useRefusal(link, token, view.link === 'gone' || view.link === 'signed-out', loaded ? null : view.problem, onRefused)

  const type = (next: string) => {
    setText(next)
    writeDraft('guest', guestId, next)
  }
  const compose = (next: string) => {
    type(next)
    field.current?.focus()
  }
  const takeBack = (back: string, brought: readonly FileRef[]) => {
    compose(back)
    uploads.put(brought)
  }
  const send = () => {
    session.send(text, uploads.ready)
    type('')
    uploads.put([])
    requestAnimationFrame(() => tail.toEnd())
  }
  const empty = loaded && itemsOf(conversation).length === 0 && pending.length === 0 && conversation.queue.length === 0
  const waiting = conversation.queue.length
  const note = waiting > 0 ? `${waiting === 1 ? 'Your message is' : `${waiting} messages are`} read as soon as the answer is whole` : undefined
  return (
    <DropZone onFiles={page.files ? uploads.add : undefined}>
      {loaded || view.problem ? <ConnectionBanner link={loaded ? view.link : 'away'} onRetry={session.reload} /> : null}
      <ConversationPane {...{ tail, older, loaded }} from={view.from} opening={empty ? <LinkOpening page={page} onTry={compose} /> : null}>
        <Transcript conversation={conversation} reader={reader} />
        {conversation.queue.map(({ turnId, messageId, text: said, files: brought }) => (
          <PendingMessage
            key={turnId}
            message={{ id: messageId, text: said, files: brought, at: '', state: 'sent' }}
            session={session}
            workspace={files}
            onEdit={takeBack}
          />
        ))}
        {pending.map((message) => (
          <PendingMessage key={message.id} message={message} session={session} workspace={files} onEdit={takeBack} />
        ))}
        <Activity conversation={conversation} />
      </ConversationPane>
      <div className="mx-auto w-full max-w-180 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
        <Composer
          field={field}
          text={text}
          onText={type}
          onSend={send}
          known={[]}
          attach={page.files ? { uploads, workspace: files } : undefined}
          note={note}
          placeholder={`Message ${page.agent.name}`}
        />
      </div>
      <Announcer conversation={conversation} loaded={loaded} />
    </DropZone>
  )
}

/** The server lets this session in no more: find out why, and say that instead. */
function useRefusal(link: string, token: string, shut: boolean, problem: Error | null, onRefused: Props['onRefused']): void {
  const refused = useEffectEvent(onRefused)
  useEffect(() => {
    if (!shut) return
    api(guestRoomContract, { link }, undefined, { [guestHeader]: token }).catch((error: unknown) => {
      const { message, retry } = toErrorData(error)
      if (retry === 'never') refused(message, false)
    })
  }, [link, token, shut])
  useEffect(() => {
    if (problem && isAppError(problem) && problem.retry === 'never') refused(problem.message, false)
  }, [problem])
}
