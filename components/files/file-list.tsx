'use client'
import { File, FileText, FileX } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import { DownloadLink } from './download-link.tsx'
import type { FilePlace } from './file-place.ts'
import { kindOf, sizeText } from './file-words.ts'
import { StoredPicture } from './stored-picture.tsx'

const FilePreview = dynamic(() => import('./file-preview.tsx').then((part) => part.FilePreview), { ssr: false })

type FileListProps = {
  files: readonly FileRef[]
  /** Where they are; undefined where nothing but their names can be seen. */
  workspace: FilePlace | undefined
  /** Those that were removed. */
  gone?: Readonly<Record<string, true>>
  mine?: boolean
}

/** What a message brought along: pictures as they are, the rest a line each. */
export function FileList({ files, workspace, gone = {}, mine = false }: FileListProps) {
  const [shown, setShown] = useState<FileRef | null>(null)
  const [looked, setLooked] = useState(false)
  if (shown && !looked) setLooked(true)
  if (files.length === 0) return null
  return (
    <>
      <ul aria-label="Attached files" className={`mt-1 flex flex-wrap gap-2 ${mine ? 'justify-end' : ''}`}>
        {files.map((file) => (
          <li key={file.id} className="max-w-full min-w-0">
            {file.id in gone ? (
              <Gone file={file} />
            ) : workspace === undefined ? (
              <Name file={file} />
            ) : kindOf(file) === 'picture' ? (
              <Picture file={file} workspace={workspace} onOpen={() => setShown(file)} />
            ) : (
              <Line file={file} workspace={workspace} onOpen={kindOf(file) === 'other' ? undefined : () => setShown(file)} />
            )}
          </li>
        ))}
      </ul>
      {workspace === undefined || !looked ? null : <FilePreview file={shown} workspace={workspace} onClose={() => setShown(null)} />}
    </>
  )
}

/** What was removed leaves its name. */
function Gone({ file }: { file: FileRef }) {
  return (
    <span className="flex max-w-full min-w-0 items-center gap-2 rounded-lg border border-dashed px-2 py-1.5 text-sm text-muted-foreground">
      <FileX aria-hidden="true" className="size-4 shrink-0" />
      <span className="min-w-0 truncate">{file.name}</span>
      <span className="shrink-0 text-xs">was removed</span>
    </span>
  )
}

function Name({ file }: { file: FileRef }) {
  return (
    <span className="flex max-w-full min-w-0 items-center gap-2 rounded-lg border bg-card px-2 py-1.5 text-sm">
      <File aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 truncate">{file.name}</span>
      <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{sizeText(file.bytes)}</span>
    </span>
  )
}

function Picture({ file, workspace, onOpen }: { file: FileRef; workspace: FilePlace; onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-label={`Open ${file.name}`}
      className="block h-44 max-w-full overflow-hidden rounded-lg border bg-muted outline-offset-2 hover:border-border-strong"
    >
      <StoredPicture file={file} workspace={workspace} alt={file.name} className="h-full max-w-full min-w-24 object-cover" />
    </button>
  )
}

function Line({ file, workspace, onOpen }: { file: FileRef; workspace: FilePlace; onOpen: (() => void) | undefined }) {
  const Sign = onOpen ? FileText : File
  const words = (
    <>
      <Sign aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 truncate">{file.name}</span>
      <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{sizeText(file.bytes)}</span>
    </>
  )
  const shape = 'flex min-w-0 items-center gap-2 rounded-md px-1.5 py-1 text-left'
  return (
    <div className="flex max-w-full items-center gap-0.5 rounded-lg border bg-card p-0.5 text-sm">
      {onOpen ? (
        <button type="button" onClick={onOpen} className={`${shape} hover:bg-accent`} title={file.name}>
          {words}
        </button>
      ) : (
        <span className={shape} title={file.name}>
          {words}
        </span>
      )}
      <DownloadLink file={file} workspace={workspace} short />
    </div>
  )
}
