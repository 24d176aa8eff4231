'use client'
import { FileText, RotateCw, TriangleAlert, X } from 'lucide-react'
import { IconButton, Spinner } from '../ui/index.ts'
import type { FilePlace } from './file-place.ts'
import { kindOf, sizeText } from './file-words.ts'
import { StoredPicture } from './stored-picture.tsx'
import type { Upload, Uploads } from './use-uploads.ts'

/** What will go along with the message: each with how it stands, and a way to take it out again. */
export function Attachments({ uploads, workspace, disabled = false }: { uploads: Uploads; workspace: FilePlace; disabled?: boolean }) {
  if (uploads.list.length === 0) return null
  return (
    <ul aria-label="Attached files" className="flex max-h-40 flex-wrap gap-2 overflow-y-auto px-2.5 pt-2.5">
      {uploads.list.map((upload) => (
        <li
          key={upload.id}
          className={`flex max-w-full min-w-0 items-center gap-2 rounded-lg border bg-muted/50 py-1 pr-1 pl-1.5 text-xs ${upload.state === 'failed' ? 'border-destructive/50' : ''}`}
        >
          <Sign upload={upload} workspace={workspace} />
          <span className="grid min-w-0">
            <span className="max-w-48 truncate" title={upload.name}>
              {upload.name}
            </span>
            {upload.state === 'failed' ? (
              <span role="alert" className="max-w-64 text-destructive">
                {upload.problem}
              </span>
            ) : (
              <span className="text-muted-foreground tabular-nums">{sizeText(upload.bytes)}</span>
            )}
          </span>
          {upload.state === 'failed' ? (
            <IconButton size="sm" label={`Upload ${upload.name} again`} onClick={() => uploads.again(upload.id)}>
              <RotateCw aria-hidden="true" />
            </IconButton>
          ) : null}
          <IconButton size="sm" label={`Take out ${upload.name}`} disabled={disabled} onClick={() => uploads.drop(upload.id)}>
            <X aria-hidden="true" />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}

function Sign({ upload, workspace }: { upload: Upload; workspace: FilePlace }) {
  const box = 'flex size-8 shrink-0 items-center justify-center overflow-hidden rounded-md bg-card text-muted-foreground'
  if (upload.state === 'uploading')
    return (
      <span className={box}>
        <Spinner label={`Uploading ${upload.name}`} className="size-4" />
      </span>
    )
  if (upload.state === 'failed')
    return (
      <span className={`${box} text-destructive!`}>
        <TriangleAlert aria-hidden="true" className="size-4" />
      </span>
    )
  return (
    <span className={box}>
      {kindOf(upload.file) === 'picture' ? (
        <StoredPicture file={upload} workspace={workspace} alt="" className="size-full object-cover" />
      ) : (
        <FileText aria-hidden="true" className="size-4" />
      )}
    </span>
  )
}
