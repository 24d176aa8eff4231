import { RotateCw, TriangleAlert, Upload, X } from 'lucide-react'
import { IconButton } from '../ui/index.ts'
import { sizeText } from './file-words.ts'
import type { Put } from './use-put-files.ts'

type Props = { list: readonly Put[]; onAgain: (id: string) => void; onDrop: (id: string) => void }

/** What is on its way, how far it is, and what did not get there, with why. */
export function PutList({ list, onAgain, onDrop }: Props) {
  if (list.length === 0) return null
  return (
    <ul aria-label="Files on their way" className="mb-3 max-h-72 divide-y overflow-y-auto rounded-lg border bg-card">
      {list.map((put) => (
        <li key={put.id} className="flex items-center gap-3 px-3 py-2 sm:px-4">
          <span aria-hidden="true" className={`shrink-0 ${put.state === 'failed' ? 'text-destructive' : 'text-muted-foreground'}`}>
            {put.state === 'failed' ? <TriangleAlert className="size-4" /> : <Upload className="size-4" />}
          </span>
          <div className="min-w-0 flex-1">
            <p className="flex items-baseline gap-2 text-sm">
              <span className="min-w-0 truncate" title={put.name}>
                {put.name}
              </span>
              <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{wordsOf(put)}</span>
            </p>
            {put.state === 'failed' ? (
              <p role="alert" className="text-xs text-pretty text-destructive">
                {put.problem}
              </p>
            ) : (
              <progress
                aria-label={`Uploading ${put.name}`}
                value={put.state === 'going' ? put.part : 0}
                className="mt-1.5 block h-1 w-full appearance-none overflow-hidden rounded-full bg-muted [&::-moz-progress-bar]:bg-primary [&::-webkit-progress-bar]:bg-muted [&::-webkit-progress-value]:bg-primary"
              />
            )}
          </div>
          {put.state === 'failed' ? (
            <IconButton size="sm" label={`Upload ${put.name} again`} onClick={() => onAgain(put.id)}>
              <RotateCw aria-hidden="true" />
            </IconButton>
          ) : null}
          <IconButton size="sm" label={put.state === 'failed' ? `Take ${put.name} off this list` : `Stop uploading ${put.name}`} onClick={() => onDrop(put.id)}>
            <X aria-hidden="true" />
          </IconButton>
        </li>
      ))}
    </ul>
  )
}

function wordsOf(put: Put): string {
  if (put.state === 'going') return `${Math.round(put.part * 100)}% of ${sizeText(put.bytes)}`
  return put.state === 'waiting' ? `${sizeText(put.bytes)}, waits` : sizeText(put.bytes)
}
