'use client'
import { useQueryClient } from '@tanstack/react-query'
import { Clock, Files as FilesIcon, Search } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { listFilesContract } from '../../server/files/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, EmptyState, ErrorState, IconButton, Input, Page, PageHeader, Skeleton } from '../ui/index.ts'
import { DropZone } from './drop-zone.tsx'
import { FileRow } from './file-row.tsx'
import { sizeText } from './file-words.ts'
import { KeepDialog } from './keep-dialog.tsx'
import { PutList } from './put-list.tsx'
import { UploadButton } from './upload-button.tsx'
import { usePutFiles } from './use-put-files.ts'

const about = 'What people uploaded, attached and answered with.'

/** All that people brought along, the newest first: found by name, looked at, saved, deleted. */
export function FilesPage() {
  const { slug, can } = useWorkspace()
  const [wanted, setWanted] = useState('')
  const words = useDeferredValue(wanted.trim())
  /** The last file of each page that was looked at: pages follow one another. */
  const [ends, setEnds] = useState<{ words: string; after: readonly string[] }>({ words, after: [] })
  const after = ends.words === words ? ends.after : []
  const { data, error, refetch, isFetching } = useData(listFilesContract, { workspace: slug, words, ...(after.length > 0 ? { after: after.at(-1) } : {}) })
  const files = data?.files ?? []
  const last = files.at(-1)?.id
  const client = useQueryClient()
  const puts = usePutFiles(slug, () => void client.invalidateQueries({ queryKey: [listFilesContract.id] }))
  const mayPut = can('file:upload')
  const [keeping, setKeeping] = useState(false)
  const upload = mayPut ? <UploadButton onFiles={puts.add} /> : undefined
  return (
    <DropZone onFiles={mayPut ? puts.add : undefined} words="Drop to upload">
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <Page narrow>
          <PageHeader
            title="Files"
            actions={
              <>
                {can('file:manage') ? (
                  <IconButton label="How long files are kept" disabled={!data} onClick={() => setKeeping(true)}>
                    <Clock aria-hidden="true" />
                  </IconButton>
                ) : null}
                {upload}
              </>
            }
            description={
              data
                ? `${about} ${sizeText(data.bytes)} of ${sizeText(data.most)} are used.${data.days === null ? '' : ` What no message brings along is deleted after ${data.days === 1 ? 'a day' : `${data.days} days`}.`}`
                : about
            }
          />
          <PutList list={puts.list} onAgain={puts.again} onDrop={puts.drop} />
          {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} /> : null}
          {data && files.length === 0 && words === '' && after.length === 0 ? (
            <EmptyState icon={<FilesIcon />} title="No files yet" action={upload}>
              Upload some here, or drop them on this page. What is attached to a message stands here, too.
            </EmptyState>
          ) : (
            <Input
              type="search"
              aria-label="Find a file"
              placeholder="Find a file by its name"
              value={wanted}
              onChange={(event) => setWanted(event.target.value)}
              className="mb-3"
            />
          )}
          {!data && !error ? (
            <div className="grid gap-2" role="status" aria-label="Files are being fetched">
              {['a', 'b', 'c'].map((row) => (
                <Skeleton key={row} className="h-14" />
              ))}
            </div>
          ) : null}
          {data && files.length === 0 && words !== '' ? (
            <EmptyState icon={<Search />} title="No file is called so">
              Any part of a name will do.
            </EmptyState>
          ) : null}
          {files.length > 0 ? (
            <ul aria-label="Files" className="divide-y overflow-hidden rounded-lg border bg-card">
              {files.map((file) => (
                <FileRow key={file.id} file={file} />
              ))}
            </ul>
          ) : null}
          {after.length > 0 || data?.more ? (
            <div className="mt-3 flex justify-between gap-2">
              <Button size="sm" disabled={after.length === 0} onClick={() => setEnds({ words, after: after.slice(0, -1) })}>
                Newer
              </Button>
              <Button size="sm" disabled={!data?.more || last === undefined} onClick={() => last && setEnds({ words, after: [...after, last] })}>
                Older
              </Button>
            </div>
          ) : null}
          <KeepDialog days={data?.days ?? null} open={keeping} onClose={() => setKeeping(false)} />
        </Page>
      </div>
    </DropZone>
  )
}
