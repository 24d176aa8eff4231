import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow } from '../../server/engine/flow.ts'
import { type EditorState, type Gesture, openEditor, perform, present } from './state/editor-state.ts'
import type { History, Selection } from './state/history.ts'
import { ownFlow, type SharedFlow } from './state/shared-flow.ts'

/** The editor's state outside React, so that each block on the canvas listens only to its own part. */
export type EditorStore = {
  readonly catalogue: Catalogue
  get: () => EditorState
  perform: (gesture: Gesture) => void
  subscribe: (listener: () => void) => () => void
}

/** How long places of a drag wait before they are written: others see it move, and the document stays small. */
const pace = 80

/** Over a flow that others change, too, or over one that nobody else sees. */
export function createStore(given: Flow | SharedFlow, catalogue: Catalogue): EditorStore {
  let shared = 'doc' in given ? given : undefined
  let state = openEditor('doc' in given ? given.read() : given)
  /** The flow as it was last written, while a drag runs ahead of it. */
  let written: Flow | null = null
  const listeners = new Set<() => void>()
  const set = (next: EditorState) => {
    state = next
    for (const listener of listeners) listener()
  }
  const share = (): SharedFlow => {
    shared ??= ownFlow(state.flow)
    return shared
  }
  const counted = (open: string | null): History => ({ past: shared?.undo.past() ?? 0, future: shared?.undo.future() ?? 0, open })
  if (shared) state = { ...state, history: counted(null) }

  function write(): void {
    if (written) share().write(written, state.flow)
    written = null
  }

  /** A change in full: into the document, and what that reads as then. */
  function change(next: EditorState): void {
    const document = share()
    const before = state
    document.read()
    if (next.history.open === null || next.history.open !== before.history.open) document.undo.settle()
    document.undo.before(before.selection)
    document.write(before.flow, next.flow)
    const flow = document.read()
    set({ ...next, flow, selection: present(flow, next.selection), history: counted(next.history.open) })
  }

  function drag(next: EditorState): void {
    if (!written) setTimeout(write, pace)
    written ??= state.flow
    set(next)
  }

  function travel(way: 'undo' | 'redo'): void {
    if (!shared) return
    shared.undo.settle()
    shared.undo.before(state.selection)
    const selection = shared.undo[way]()
    const flow = shared.read()
    if (selection) set({ flow, selection: present(flow, selection), history: counted(null), refusal: null })
    else if (state.history.past !== shared.undo.past() || state.history.future !== shared.undo.future()) set({ ...state, flow, history: counted(null) })
  }

  shared?.onOthers(() => {
    const document = share()
    write()
    const keys = state.selection.nodes.map(document.keyOf)
    const flow = document.read()
    const selection: Selection = { ...state.selection, nodes: keys.flatMap((key) => document.idOf(key ?? '') ?? []) }
    set({ ...state, flow, selection: present(flow, selection), history: counted(state.history.open) })
  })

  return {
    catalogue,
    get: () => state,
    perform(gesture) {
      const goesOn = gesture.kind === 'drag' && state.history.open === 'drag'
      if (!goesOn) write()
      if (gesture.kind === 'undo' || gesture.kind === 'redo') return travel(gesture.kind)
      const next = perform(state, gesture, catalogue)
      if (next === state) return
      if (next.flow === state.flow) set(next)
      else if (goesOn) drag(next)
      else change(next)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
