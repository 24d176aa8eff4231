'use client'
import { Pin } from 'lucide-react'
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import { durationText } from '../../ui/ago-text.ts'
import type { Figures } from './figures.ts'
import './try.css'

export const FiguresContext = createContext<Figures | null>(null)

const silent = () => () => undefined

/** Below a block: how it fares in the run that is shown, what it took, and that its output is pinned or stale. Takes no room, so nothing moves. */
export function BlockFigure({ node }: { node: string }) {
  const figures = useContext(FiguresContext)
  const figure = useSyncExternalStore(
    figures?.subscribe ?? silent,
    useCallback(() => figures?.get(node), [figures, node]),
    () => undefined,
  )
  if (!figure) return null
  const { status, ms, tokens, cost, turns, pinned, stale } = figure
  const words = [
    status === 'running' ? 'running' : status === 'waiting' ? 'waits for a person' : status === 'skipped' ? 'skipped' : status === 'failed' ? 'failed' : '',
    turns ? `${turns} times` : '',
    ms !== undefined && status !== 'running' && status !== 'waiting' ? durationText(ms) : '',
    tokens ? `${tokens.toLocaleString('en')} tokens` : '',
    cost ?? '',
    stale && status ? 'stale' : '',
  ].filter((word) => word !== '')
  return (
    <>
      {status ? <span aria-hidden="true" data-figure={status} data-stale={stale || undefined} className="block-figure" /> : null}
      <span className="block-figure-words">
        {pinned ? (
          <span className="flex items-center gap-1 text-ember">
            <Pin aria-hidden="true" className="size-3" /> pinned
          </span>
        ) : null}
        {words.join(' · ')}
      </span>
    </>
  )
}
