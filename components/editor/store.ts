import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow } from '../../server/engine/flow.ts'
import { type EditorState, type Gesture, openEditor, perform } from './state/editor-state.ts'

/** The editor's state outside React, so that each block on the canvas listens only to its own part. */
export type EditorStore = {
  readonly catalogue: Catalogue
  get: () => EditorState
  perform: (gesture: Gesture) => void
  subscribe: (listener: () => void) => () => void
}

export function createStore(flow: Flow, catalogue: Catalogue): EditorStore {
  let state = openEditor(flow)
  const listeners = new Set<() => void>()
  return {
    catalogue,
    get: () => state,
    perform(gesture) {
      const next = perform(state, gesture, catalogue)
      if (next === state) return
      state = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
