'use client'
import { Files as FilesIcon, Search } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { listFilesContract } from '../../server/files/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, EmptyState, ErrorState, Input, Page, PageHeader, Skeleton } from '../ui/index.ts'
import { FileRow } from './file-row.tsx'
import { sizeText } from './file-words.ts'

/** All that people brought along, the newest first: found by name, looked at, saved, deleted. */
export function FilesPage() {
  const { slug } = useWorkspace()
  const [wanted, setWanted] = useState('')
  const words = useDeferredValue(wanted.trim())
  /** The last file of each page that was looked at: pages follow one another. */
  const [ends, setEnds] = useState<{ words: string; after: readonly string[] }>({ words, after: [] })
  const after = ends.words === words ? ends.after : []
  const { data, error, refetch, isFetching } = useData(listFilesContract, { workspace: slug, words, ...(after.length > 0 ? { after: after.at(-1) } : {}) })
  const files = data?.files ?? []
  const last = files.at(-1)?.id
  return (
    <Page narrow>
      <PageHeader
        title="Files"
        description={
          data
            ? `What people attached and answered with. ${sizeText(data.bytes)} of ${sizeText(data.most)} are used.`
            : 'What people attached and answered with.'
        }
      />
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} retrying={isFetching} /> : null}
      {data && files.length === 0 && words === '' && after.length === 0 ? (
        <EmptyState icon={<FilesIcon />} title="No files yet">
          Attach some to a message: with the paper clip, by pasting, or by dropping them on a room. They stand here from then on.
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
    </Page>
  )
}
