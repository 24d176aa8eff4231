'use client'
import { useEffect, useState } from 'react'
import type { FileRef } from '../../server/kernel/file-ref.ts'
import { scrollsByKeyboard } from '../room/scrolls.ts'
import { Dialog, Skeleton } from '../ui/index.ts'
import { DownloadLink } from './download-link.tsx'
import { type FilePlace, useFileAddress } from './file-place.ts'
import { kindOf, sizeText } from './file-words.ts'
import { StoredPicture } from './stored-picture.tsx'

/** Of a text, so that a long one does not hold up the page. */
const mostShown = 200_000

/** A look at a file without leaving the room. */
export function FilePreview({ file, workspace, onClose }: { file: FileRef | null; workspace: FilePlace; onClose: () => void }) {
  // what was shown stays while the dialog closes
  const [last, setLast] = useState(file)
  if (file && file !== last) setLast(file)
  const shown = file ?? last
  if (!shown) return null
  return (
    <Dialog
      open={file !== null}
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={<span className="block truncate">{shown.name}</span>}
      description={sizeText(shown.bytes)}
      footer={<DownloadLink file={shown} workspace={workspace} />}
    >
      <Content key={shown.id} file={shown} workspace={workspace} />
    </Dialog>
  )
}

const unread = 'It could not be read. Close this and try again.'

function Content({ file, workspace }: { file: FileRef; workspace: FilePlace }) {
  const address = useFileAddress(workspace, file.id)
  if (address === null) return <p role="alert">{unread}</p>
  if (address === undefined) return <Skeleton className="h-40" />
  switch (kindOf(file)) {
    case 'picture':
      return <StoredPicture file={file} workspace={workspace} alt={file.name} className="mx-auto max-h-[60vh] rounded-md bg-muted object-contain" />
    case 'pdf':
      return <iframe src={address} title={file.name} className="h-[60vh] w-full rounded-md border bg-muted" />
    case 'text':
      return <Text address={address} />
    case 'other':
      return <p className="text-sm text-muted-foreground">It cannot be shown here. Save it to look at it.</p>
  }
}

function Text({ address }: { address: string }) {
  const [text, setText] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const gone = new AbortController()
    fetch(address, { signal: gone.signal })
      .then(async (response) => (response.ok ? setText(await response.text()) : setFailed(true)))
      .catch(() => gone.signal.aborted || setFailed(true))
    return () => gone.abort()
  }, [address])
  if (failed) return <p role="alert">{unread}</p>
  if (text === null) return <Skeleton className="h-40" />
  return (
    <>
      <pre {...scrollsByKeyboard} className="max-h-[55vh] overflow-auto rounded-md bg-muted p-3 font-mono text-xs break-words whitespace-pre-wrap">
        {text.slice(0, mostShown)}
      </pre>
      {text.length > mostShown ? <p className="mt-2 text-xs text-muted-foreground">The rest is not shown. Save it to read all of it.</p> : null}
    </>
  )
}
