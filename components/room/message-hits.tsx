'use client'
import Link from 'next/link'
import { Fragment, useDeferredValue } from 'react'
import { type Hit, searchMessagesContract } from '../../server/rooms/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Spinner, TimeAgo } from '../ui/index.ts'
import { roomTitle } from './words.ts'

const least = 2

/** What was said with these words, in one room or in all; each opens the room where it was said. */
export function MessageHits({ words, room, heading = false, onOpen }: { words: string; room?: string; heading?: boolean; onOpen?: () => void }) {
  const { slug } = useWorkspace()
  const asked = useDeferredValue(words.trim())
  const long = asked.length >= least
  const { data, error, isFetching } = useData(searchMessagesContract, { workspace: slug, words: asked, ...(room ? { room } : {}) }, { enabled: long })
  if (!long) return null
  const hits = data?.hits ?? []
  return (
    <section aria-label="In messages" aria-busy={isFetching} className={heading ? 'mt-6' : undefined}>
      {heading ? <h2 className="mb-2 text-sm font-semibold">In messages</h2> : null}
      <p role="status" className="sr-only">
        {data ? `${hits.length} ${hits.length === 1 ? 'message' : 'messages'} found` : ''}
      </p>
      {!data && isFetching ? <Spinner label="Searching" /> : null}
      {error ? <p className="text-sm text-destructive">{error.message}</p> : null}
      {data && hits.length === 0 ? <p className="text-sm text-muted-foreground">No message has these words. Beginnings of words are enough.</p> : null}
      {hits.length > 0 ? (
        <ul className="divide-y overflow-hidden rounded-lg border bg-card">
          {hits.map((hit) => (
            <li key={`${hit.room.id} ${hit.message}`}>
              <Link
                href={`/${slug}/rooms/${hit.room.id}?at=${hit.seq}`}
                {...(onOpen ? { onClick: onOpen } : {})}
                className="block px-4 py-2.5 outline-offset-[-2px] transition-colors hover:bg-accent/60"
              >
                <span className="flex items-baseline gap-2 text-xs text-muted-foreground">
                  <span className="min-w-0 flex-1 truncate">
                    <span className="font-medium text-foreground">{hit.author}</span>
                    {room ? '' : ` in ${roomTitle(hit.room.title)}${hit.room.archived ? ', put away' : ''}`}
                  </span>
                  <TimeAgo at={hit.at} className="shrink-0 tabular-nums" />
                </span>
                <Found hit={hit} words={asked} />
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  )
}

/** The words that were looked for stand out. */
function Found({ hit, words }: { hit: Hit; words: string }) {
  const wanted = words.match(/[\p{L}\p{N}]+/gu) ?? []
  const found = wanted.length === 0 ? [] : [...hit.text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join('|')})`, 'giu'))]
  const after = (at: number) => (found[at]?.index ?? 0) + (found[at]?.[0].length ?? 0)
  return (
    <span className="line-clamp-2 text-sm break-words">
      {found.map(({ index, 0: word }, at) => (
        <Fragment key={index}>
          {hit.text.slice(at === 0 ? 0 : after(at - 1), index)}
          <mark className="rounded-xs bg-ember-soft text-foreground">{word}</mark>
        </Fragment>
      ))}
      {hit.text.slice(found.length === 0 ? 0 : after(found.length - 1))}
    </span>
  )
}
