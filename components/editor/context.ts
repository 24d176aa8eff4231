'use client'
import { createContext, useCallback, useContext, useRef, useSyncExternalStore } from 'react'
import type { Wire } from '../../server/engine/flow.ts'
import type { FormHelp } from '../block-form/index.ts'
import type { EditorState } from './state/editor-state.ts'
import { type Point, sameData } from './state/flow-edit.ts'
import type { Verdict } from './state/judge-wire.ts'
import type { End } from './state/ports.ts'
import type { ProblemBoard } from './state/problem-board.ts'
import type { EditorStore } from './store.ts'
import type { OpenFlow } from './use-shared-flow.ts'

/** Where and why the list of blocks is open. `at` is a place of the flow, `screen` of the window. */
export type Asking = { at: Point; screen: Point; from?: End; into?: Wire; inside?: string }

/** A wire in the hand, and what each port would say to it. */
export type Drawing = { from: End; judge: (other: End) => Verdict | null }

export type EditorTools = {
  store: EditorStore
  /** Whose flow it is; none where a flow is only shown. */
  agent?: string
  /** The draft while it is open; none where a flow is only shown. */
  draft?: OpenFlow
  readOnly: boolean
  help: FormHelp
  problems: ProblemBoard
  ask: (asking: Asking) => void
  /** Brings blocks into view and selects them. */
  show: (nodes: readonly string[]) => void
}

export const EditorContext = createContext<EditorTools | null>(null)

/** Apart from the tools, because it changes while a wire is drawn and only ports care. */
export const DrawingContext = createContext<Drawing | null>(null)

export function useTools(): EditorTools {
  const tools = useContext(EditorContext)
  if (!tools) throw new Error('outside an editor')
  return tools
}

/** A part of the editor's state. The part stays the same object while it is equal as data, so small selections may build new objects. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  const { store } = useTools()
  return useSelected(store, select)
}

export function useSelected<T>(store: EditorStore, select: (state: EditorState) => T, same: (a: T, b: T) => boolean = sameData): T {
  const last = useRef<{ value: T } | null>(null)
  const read = useCallback(() => {
    const value = select(store.get())
    if (last.current && same(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }, [store, select, same])
  return useSyncExternalStore(store.subscribe, read, read)
}
