import type { NodeState } from '../../../server/engine/run-state.ts'
import { sameData } from '../state/flow-edit.ts'

/** What a run, and what stands beside the draft, say of one block. */
export type Figure = {
  status?: NodeState['status']
  ms?: number
  tokens?: number
  cost?: string
  /** How often it was walked in a loop. */
  turns?: number
  pinned?: boolean
  /** What it gave is not what it would give now. */
  stale?: boolean
}

/** Figures outside React, so that a block is drawn again only when its own change. */
export type Figures = {
  get: (node: string) => Figure | undefined
  set: (next: Readonly<Record<string, Figure>>) => void
  subscribe: (listener: () => void) => () => void
}

export function createFigures(): Figures {
  let figures: Readonly<Record<string, Figure>> = {}
  const listeners = new Set<() => void>()
  return {
    get: (node) => figures[node],
    set(next) {
      figures = Object.fromEntries(Object.entries(next).map(([id, figure]) => [id, sameData(figures[id], figure) ? (figures[id] ?? figure) : figure]))
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
