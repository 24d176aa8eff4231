'use client'
import { TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { DropZone, type Uploads } from '../files/index.ts'
import { Composer } from '../room/composer.tsx'
import { OwnBubble } from '../room/message.tsx'
import { LinkOpening } from './link-opening.tsx'
import type { Looks } from './looks.ts'

type Begin = (text: string, files?: readonly File[], draft?: string) => Promise<string | undefined>

/** Nothing was said yet. The conversation begins with the first message, so that people who only look leave no empty rooms. */
export function Welcome({ page, onBegin, busy }: { page: Looks; onBegin: Begin; busy: boolean }) {
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLTextAreaElement>(null)
  const send = async () => {
    setProblem(undefined)
    setProblem(await onBegin(text.trim()))
  }
  /** They are uploaded with the session that begins with them; what is typed waits in its composer. */
  const attach = async (files: readonly File[]) => {
    if (busy || files.length === 0) return
    setProblem(undefined)
    setProblem(await onBegin('', files, text))
  }
  const uploads: Uploads = {
    list: [],
    ready: [],
    waits: false,
    add: (files) => void attach(files),
    again: () => undefined,
    drop: () => undefined,
    put: () => undefined,
  }
  return (
    <DropZone onFiles={page.files ? uploads.add : undefined}>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="mx-auto flex min-h-full w-full max-w-180 flex-col px-4 pb-6 sm:px-6">
          {busy ? (
            <div className="flex-1 pt-5">
              <OwnBubble text={text} faded />
            </div>
          ) : (
            <LinkOpening
              page={page}
              onTry={(words) => {
                setText(words)
                field.current?.focus()
              }}
            />
          )}
          {problem ? (
            <p role="alert" className="flex items-center justify-center gap-2 text-sm text-destructive">
              <TriangleAlert aria-hidden="true" className="size-4 shrink-0" /> {problem}
            </p>
          ) : null}
        </div>
      </div>
      <div className="mx-auto w-full max-w-180 px-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:px-6 sm:pb-5">
        <Composer
          field={field}
          text={busy ? '' : text}
          onText={setText}
          onSend={() => busy || void send()}
          known={[]}
          attach={page.files ? { uploads, workspace: '' } : undefined}
          placeholder={`Message ${page.agent.name}`}
        />
      </div>
    </DropZone>
  )
}
