'use client'
import { File, FileText, Trash2 } from 'lucide-react'
import dynamic from 'next/dynamic'
import Link from 'next/link'
import { useState } from 'react'
import { deleteFileContract, type ListedFile, listFilesContract } from '../../server/files/contract.ts'
import { listRoomsContract } from '../../server/rooms/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { roomTitle } from '../room/words.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { ConfirmDialog, IconButton, TimeAgo, toast } from '../ui/index.ts'
import { DownloadLink } from './download-link.tsx'
import { kindOf, sizeText } from './file-words.ts'
import { StoredPicture } from './stored-picture.tsx'

const FilePreview = dynamic(() => import('./file-preview.tsx').then((part) => part.FilePreview), { ssr: false })

/** One file: what it is, whose, where it is used, and what can be done with it. */
export function FileRow({ file }: { file: ListedFile }) {
  const { slug } = useWorkspace()
  const [shown, setShown] = useState(false)
  const [looked, setLooked] = useState(false)
  const [asking, setAsking] = useState(false)
  if (shown && !looked) setLooked(true)
  const kind = kindOf(file)
  const remove = useAction(deleteFileContract, {
    refresh: [listFilesContract],
    onDone: () => {
      setAsking(false)
      toast.success(`${file.name} is deleted`)
    },
  })
  const rooms = file.uses.filter((use) => use.kind === 'room').length
  return (
    <li className="flex items-center gap-3 px-3 py-2 sm:px-4">
      <span
        aria-hidden="true"
        className="flex size-9 shrink-0 items-center justify-center overflow-hidden rounded-md border bg-background text-muted-foreground"
      >
        {kind === 'picture' ? (
          <StoredPicture file={file} workspace={slug} alt="" className="size-full object-cover" />
        ) : kind === 'other' ? (
          <File className="size-4" />
        ) : (
          <FileText className="size-4" />
        )}
      </span>
      <div className="min-w-0 flex-1">
        {kind === 'other' ? (
          <span className="block truncate text-base font-medium">{file.name}</span>
        ) : (
          <button type="button" onClick={() => setShown(true)} className="block max-w-full truncate rounded-xs text-left text-base font-medium hover:underline">
            {file.name}
          </button>
        )}
        <p className="truncate text-xs text-muted-foreground">
          {sizeText(file.bytes)} · {file.by.name || 'Somebody'} · <TimeAgo at={file.at} /> · <Uses file={file} />
        </p>
      </div>
      <DownloadLink file={file} workspace={slug} short />
      {file.deletable ? (
        <IconButton label={`Delete ${file.name}`} onClick={() => setAsking(true)}>
          <Trash2 aria-hidden="true" />
        </IconButton>
      ) : null}
      {looked ? <FilePreview file={shown ? file : null} workspace={slug} onClose={() => setShown(false)} /> : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${file.name}?`}
        confirm="Delete for good"
        danger
        busy={remove.isPending}
        onConfirm={() => remove.mutate({ workspace: slug, file: file.id })}
      >
        {rooms === 0
          ? 'Its content is gone then.'
          : `Its content is gone then, for ${rooms === 1 ? 'the room' : `all ${rooms} rooms`} it was said in, too. Messages keep its name and say that it was removed.`}{' '}
        This cannot be undone. Backups, and what agents wrote from it, keep what they have.
      </ConfirmDialog>
    </li>
  )
}

const mostNamed = 2

function Uses({ file: { uses, kept } }: { file: ListedFile }) {
  const { slug } = useWorkspace()
  const { data } = useData(listRoomsContract, { workspace: slug })
  if (uses.length === 0) return kept ? 'in no message yet' : 'not sent yet, seen by you only'
  const named = uses.slice(0, mostNamed)
  return (
    <>
      {named.map(({ kind, id }, at) => (
        <span key={id}>
          {at > 0 ? ', ' : ''}
          <Link href={`/${slug}/${kind}s/${id}`} className="underline underline-offset-2 hover:text-foreground">
            {kind === 'run' ? 'an answer' : roomTitle(data?.rooms.find((room) => room.id === id)?.title ?? 'a room')}
          </Link>
        </span>
      ))}
      {uses.length > mostNamed ? ` and ${uses.length - mostNamed} more` : ''}
    </>
  )
}
