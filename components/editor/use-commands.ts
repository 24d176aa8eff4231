'use client'
import { useReactFlow } from '@xyflow/react'
import { useEffect, useMemo, useRef } from 'react'
import { type PageCommands, useOfferedCommands } from '../shell/page-commands.ts'
import { actions, type Command } from './actions.ts'
import { fit } from './first-view.ts'
import { focusBlock, focusFields, focusName } from './focus-block.ts'
import { newGroup } from './new-group.ts'
import { changesFlow, commandFor, nudgeOf } from './shortcuts.ts'
import { fromCurl } from './state/curl.ts'
import type { Point } from './state/flow-edit.ts'
import { fragmentOf, fromClipboard, toClipboard } from './state/fragment.ts'
import { onGrid } from './state/geometry.ts'
import { outlineOf } from './state/outline-of.ts'
import { lineIn } from './state/wire-ends.ts'
import { wireIndex } from './state/wire-index.ts'
import type { EditorStore } from './store.ts'

/** What commands do beyond the flow itself. */
export type CommandHands = Record<
  | 'add'
  | 'tidy'
  | 'save'
  | 'help'
  | 'list'
  | 'problems'
  | 'try'
  | 'try-all'
  | 'try-to'
  | 'try-only'
  | 'publish'
  | 'versions'
  | 'usages'
  | 'copilot'
  | 'wire'
  | 'extract',
  () => void
> & {
  show: (nodes: readonly string[]) => void
  /** Closes what is open, or leaves the panel that has the keyboard; true then: the selection stays. */
  close: () => boolean
  addAt: (screen: Point) => void
}

const smooth = { duration: 160 }

/** Keys, the clipboard, and what Ctrl/Cmd-K offers for this page. Keys are dead inside text fields, menus and dialogs. */
export function useCommands(store: EditorStore, readOnly: boolean, hands: CommandHands): void {
  const view = useReactFlow()
  const current = useRef({ hands, view })
  current.current = { hands, view }

  const run = useMemo(() => {
    const step = (by: 1 | -1) => {
      const { flow, selection } = store.get()
      const order = outlineOf(flow, store.catalogue).map(({ id }) => id)
      // From the block in focus, which need not be selected.
      const at = order.indexOf(focusedBlock() ?? selection.nodes.at(-1) ?? '')
      const next = order[at < 0 ? (by > 0 ? 0 : order.length - 1) : (at + by + order.length) % order.length]
      if (next === undefined) return
      current.current.hands.show([next])
      focusBlock(next)
    }
    const selectedOrFocused = () => {
      const { nodes } = store.get().selection
      const focused = focusedBlock()
      return nodes.length > 0 || focused === undefined ? nodes : [focused]
    }
    const ours = (name: keyof Omit<CommandHands, 'show' | 'addAt' | 'close'>) => () => current.current.hands[name]()
    const todo: Record<Exclude<Command, 'nudge'>, () => void> = {
      add: ours('add'),
      fields: focusFields,
      wire: ours('wire'),
      next: () => step(1),
      previous: () => step(-1),
      list: ours('list'),
      undo: () => store.perform({ kind: 'undo' }),
      redo: () => store.perform({ kind: 'redo' }),
      duplicate: () => store.perform({ kind: 'duplicate' }),
      'select-all': () => store.perform({ kind: 'select-all' }),
      deselect() {
        if (!current.current.hands.close()) store.perform({ kind: 'select' })
      },
      delete() {
        const next = afterDeletion(store)
        store.perform({ kind: 'delete' })
        // the keyboard goes on with what stood before
        if (focusedBlock() !== undefined) focusBlock(next)
      },
      extend() {
        const id = focusedBlock()
        const { nodes } = store.get().selection
        if (id !== undefined) store.perform({ kind: 'select', nodes: nodes.includes(id) ? nodes.filter((one) => one !== id) : [...nodes, id] })
      },
      'switch-off': () => store.perform({ kind: 'switch-off', nodes: store.get().selection.nodes }),
      rename: focusName,
      extract: ours('extract'),
      group: () => store.perform({ kind: 'group', nodes: selectedOrFocused(), id: newGroup() }),
      ungroup: () => store.perform({ kind: 'ungroup', nodes: selectedOrFocused() }),
      bend: () => bendSelected(store),
      'align-left': () => store.perform({ kind: 'align', how: 'left' }),
      'align-centre': () => store.perform({ kind: 'align', how: 'centre' }),
      'align-right': () => store.perform({ kind: 'align', how: 'right' }),
      'align-top': () => store.perform({ kind: 'align', how: 'top' }),
      'align-middle': () => store.perform({ kind: 'align', how: 'middle' }),
      'align-bottom': () => store.perform({ kind: 'align', how: 'bottom' }),
      'spread-across': () => store.perform({ kind: 'align', how: 'across' }),
      'spread-down': () => store.perform({ kind: 'align', how: 'down' }),
      tidy: ours('tidy'),
      fit: () => void current.current.view.fitView({ ...fit, ...smooth }),
      'fit-selection': () =>
        void current.current.view.fitView({ nodes: store.get().selection.nodes.map((id) => ({ id })), padding: 0.3, maxZoom: 1.25, ...smooth }),
      'real-size': () => void current.current.view.zoomTo(1, smooth),
      'zoom-in': () => void current.current.view.zoomIn(smooth),
      'zoom-out': () => void current.current.view.zoomOut(smooth),
      problems: ours('problems'),
      try: ours('try'),
      'try-all': ours('try-all'),
      'try-to': ours('try-to'),
      'try-only': ours('try-only'),
      publish: ours('publish'),
      versions: ours('versions'),
      usages: ours('usages'),
      copilot: ours('copilot'),
      save: ours('save'),
      help: ours('help'),
    }
    return (command: Exclude<Command, 'nudge'>) => todo[command]()
  }, [store])

  useOfferedCommands(
    useMemo(
      (): PageCommands => ({
        heading: 'This flow',
        commands: Object.entries(actions).flatMap(([id, { does, keys, words, needs = 0 }]) => {
          const command = id as Command
          if (command === 'nudge' || (readOnly && changesFlow(command))) return []
          const can = () => store.get().selection.nodes.length >= needs
          return [{ id, title: does, can, run: () => run(command), ...(keys ? { keys } : {}), ...(words ? { words } : {}) }]
        }),
      }),
      [store, readOnly, run],
    ),
  )

  useEffect(() => {
    /** Where the pointer was last pressed on the empty canvas: Tab adds a block there. */
    let pressed: Point | null = null
    const keydown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isElsewhere(event.target)) return
      if (event.key === 'Tab' && pressed && !readOnly && document.activeElement === document.body && !event.shiftKey) {
        event.preventDefault()
        return current.current.hands.addAt(pressed)
      }
      const command = commandFor(event)
      if (!command || (readOnly && changesFlow(command))) return
      const { nodes } = store.get().selection
      const focused = focusedBlock()
      const onBlock = focused !== undefined
      const onButton = event.target instanceof Element && event.target.closest('button, a, summary') !== null
      if (onButton && (command === 'delete' || command === 'fields')) return
      if (command === 'nudge') {
        // A focused block that is selected is moved by the canvas library already.
        if (onBlock ? nodes.includes(focused) : nodes.length === 0) return
        event.preventDefault()
        if (onBlock) store.perform({ kind: 'select', nodes: [focused] })
        return store.perform({ kind: 'nudge', by: nudgeOf(event.key, event.shiftKey) })
      }
      if (nodes.length < (actions[command].needs ?? 0) && !(onBlock && (actions[command].needs ?? 0) < 2)) return
      event.preventDefault()
      // What has the focus is meant, and not what was selected elsewhere.
      if (onBlock && (actions[command].needs === 1 || command === 'delete') && !nodes.includes(focused)) store.perform({ kind: 'select', nodes: [focused] })
      // The canvas library selects a focused block on Enter first.
      if (onBlock && command === 'fields') requestAnimationFrame(() => run(command))
      else run(command)
    }
    const pointerdown = (event: PointerEvent) => {
      pressed = event.target instanceof Element && event.target.classList.contains('react-flow__pane') ? { x: event.clientX, y: event.clientY } : null
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
        store.perform({
          kind: 'paste',
          fragment: request,
          at: current.current.view.screenToFlowPosition({ x: window.innerWidth / 2, y: window.innerHeight / 3 }),
        })
    }
    window.addEventListener('keydown', keydown)
    window.addEventListener('pointerdown', pointerdown, true)
    window.addEventListener('copy', copy)
    window.addEventListener('cut', copy)
    window.addEventListener('paste', paste)
    return () => {
      window.removeEventListener('keydown', keydown)
      window.removeEventListener('pointerdown', pointerdown, true)
      window.removeEventListener('copy', copy)
      window.removeEventListener('cut', copy)
      window.removeEventListener('paste', paste)
    }
  }, [store, readOnly, run])
}

/** In the middle of each selected wire. */
function bendSelected(store: EditorStore): void {
  for (const id of store.get().selection.wires) {
    const { flow } = store.get()
    const wire = flow.wires[wireIndex(flow).placeOf(id)]
    const line = wire && lineIn(flow, store.catalogue, wire)
    if (line) store.perform({ kind: 'bend', wire: id, at: Math.floor((wire.bends?.length ?? 0) / 2), to: onGrid(line) })
  }
}

const focusedBlock = (): string | undefined => document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset.id

/** The block before those that go, in the order they run; else the one after them. */
function afterDeletion(store: EditorStore): string | undefined {
  const { flow, selection } = store.get()
  const order = outlineOf(flow, store.catalogue).map(({ id }) => id)
  const gone = new Set(selection.nodes)
  const first = order.findIndex((id) => gone.has(id))
  return order.slice(0, Math.max(0, first)).findLast((id) => !gone.has(id)) ?? order.slice(first).find((id) => !gone.has(id))
}

function isElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]')) return true
  return false
}
