'use client'
import { useReactFlow } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { type Command, changesFlow, commandFor, nudgeOf } from './shortcuts.ts'
import { fromCurl } from './state/curl.ts'
import { fragmentOf, fromClipboard, toClipboard } from './state/fragment.ts'
import type { EditorStore } from './store.ts'

export type CommandHands = { add: () => void; tidy: () => void; save: () => void; help: () => void; close: () => void }

/** Keys and the clipboard. Dead inside text fields, menus and dialogs. */
export function useCommands(store: EditorStore, readOnly: boolean, hands: CommandHands): void {
  const { zoomIn, zoomOut, fitView, screenToFlowPosition } = useReactFlow()
  const current = useRef({ hands, zoomIn, zoomOut, fitView, screenToFlowPosition })
  current.current = { hands, zoomIn, zoomOut, fitView, screenToFlowPosition }

  useEffect(() => {
    const run = (command: Command, event: KeyboardEvent) => {
      const now = current.current
      const simple: Partial<Record<Command, () => void>> = {
        undo: () => store.perform({ kind: 'undo' }),
        redo: () => store.perform({ kind: 'redo' }),
        delete: () => store.perform({ kind: 'delete' }),
        duplicate: () => store.perform({ kind: 'duplicate' }),
        'select-all': () => store.perform({ kind: 'select-all' }),
        deselect: () => {
          store.perform({ kind: 'select' })
          now.hands.close()
        },
        'switch-off': () => store.perform({ kind: 'switch-off', nodes: store.get().selection.nodes }),
        rename: () => window.dispatchEvent(new Event('hearth:rename')),
        add: now.hands.add,
        tidy: now.hands.tidy,
        save: now.hands.save,
        help: now.hands.help,
        fit: () => void now.fitView({ padding: 0.18, maxZoom: 1, duration: 160 }),
        'zoom-in': () => void now.zoomIn({ duration: 160 }),
        'zoom-out': () => void now.zoomOut({ duration: 160 }),
        nudge: () => {
          // A focused block is nudged by the canvas library already.
          if (!(event.target instanceof Element && event.target.closest('.react-flow__node')))
            store.perform({ kind: 'nudge', by: nudgeOf(event.key, event.shiftKey) })
        },
      }
      simple[command]?.()
    }

    const keydown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return
      const command = commandFor(event)
      if (!command || (readOnly && changesFlow(command))) return
      if (command === 'delete' && event.target instanceof Element && event.target.closest('button')) return
      event.preventDefault()
      run(command, event)
    }
    const copy = (event: ClipboardEvent) => {
      const { flow, selection } = store.get()
      if (isElsewhere(event.target) || selection.nodes.length === 0 || String(window.getSelection()) !== '') return
      event.preventDefault()
      event.clipboardData?.setData('text/plain', toClipboard(fragmentOf(flow, selection.nodes)))
      if (event.type === 'cut' && !readOnly) store.perform({ kind: 'delete' })
    }
    const paste = (event: ClipboardEvent) => {
      if (readOnly || isElsewhere(event.target)) return
      const text = event.clipboardData?.getData('text/plain') ?? ''
      const fragment = fromClipboard(text)
      const request = fragment ? null : fromCurl(text)
      if (!fragment && !request) return
      event.preventDefault()
      if (fragment) store.perform({ kind: 'paste', fragment })
      // It stood nowhere before: it comes where one looks.
      else if (request)
        store.perform({ kind: 'paste', fragment: request, at: current.current.screenToFlowPosition({ x: window.innerWidth / 2, y: window.innerHeight / 3 }) })
    }
    window.addEventListener('keydown', keydown)
    window.addEventListener('copy', copy)
    window.addEventListener('cut', copy)
    window.addEventListener('paste', paste)
    return () => {
      window.removeEventListener('keydown', keydown)
      window.removeEventListener('copy', copy)
      window.removeEventListener('cut', copy)
      window.removeEventListener('paste', paste)
    }
  }, [store, readOnly])
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')) return true
  return false
}
