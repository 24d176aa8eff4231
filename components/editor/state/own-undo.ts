import * as Y from 'yjs'
import { nodesIn, settingsIn, wiresIn } from '../../../server/document/layout.ts'
import type { Selection } from './history.ts'

/** Undo of one's own changes only, in a document that others change too. */
export type OwnUndo = {
  /** How often one may. */
  past: () => number
  future: () => number
  /** The next change is one of its own and not part of the last one. */
  settle: () => void
  /** What was selected before the change that comes. */
  before: (selection: Selection) => void
  /** What was selected when what is taken back began; null when there is nothing to take back. */
  undo: () => Selection | null
  redo: () => Selection | null
  keep: () => KeptUndo
  restore: (kept: KeptUndo) => void
}

type Step = { insertions: Uint8Array; deletions: Uint8Array; selection: Selection }
/** What the browser keeps, so that undo outlives the page. */
export type KeptUndo = { past: Step[]; future: Step[] }

type Item = Y.UndoManager['undoStack'][number]
const most = 300

export function ownUndo(doc: Y.Doc, own: object): OwnUndo {
  const repairs: (() => void)[] = []
  const manager = new Y.UndoManager([nodesIn(doc), wiresIn(doc), settingsIn(doc)], {
    trackedOrigins: new Set([own]),
    captureTimeout: Number.POSITIVE_INFINITY,
    deleteFilter: (item) => {
      const repair = theirsUnder(item)
      if (repair) repairs.push(repair)
      return true
    },
  })
  let selected: Selection = { nodes: [], wires: [] }
  manager.on('stack-item-added', ({ stackItem }: { stackItem: Item }) => {
    stackItem.meta.set('selection', selected)
    if (manager.undoStack.length > most) manager.undoStack.shift()
  })
  const taken = (item: Item | null): Selection | null => {
    const open = repairs.splice(0)
    doc.transact(() => {
      for (const repair of open) repair()
    }, 'what lay under')
    return item ? selectionOf(item) : null
  }
  return {
    past: () => manager.undoStack.length,
    future: () => manager.redoStack.length,
    settle: () => manager.stopCapturing(),
    before: (selection) => {
      selected = selection
    },
    undo: () => taken(manager.undo()),
    redo: () => taken(manager.redo()),
    keep: () => ({ past: manager.undoStack.map(stepOf), future: manager.redoStack.map(stepOf) }),
    restore: ({ past, future }) => {
      const made = (step: Step): Item => ({ ...itemOf(step) })
      manager.undoStack.unshift(...past.map(made))
      manager.redoStack.unshift(...future.map(made))
    },
  }
}

/**
 * Two people set one field at the same time and ours counted: with ours taken back theirs counts. Yjs would leave the field
 * empty. Null when the item is no such one.
 */
function theirsUnder(item: Y.Item): (() => void) | null {
  const { parent, parentSub, left, origin } = item
  if (parentSub === null || !(parent instanceof Y.Map) || item.right !== null || !left || Y.compareIDs(left.lastId, origin)) return null
  const { content } = left
  const value = content instanceof Y.ContentType ? (content.type instanceof Y.Text ? new Y.Text(textOf(left)) : undefined) : content.getContent().at(-1)
  return value === undefined ? null : () => !parent.has(parentSub) && parent.set(parentSub, value)
}

/** The words of a shared text that was overwritten: all of it counts as deleted by then. */
function textOf(item: Y.Item): string {
  const type = item.content instanceof Y.ContentType ? item.content.type : null
  let words = ''
  for (let at = type?._start ?? null; at; at = at.right) if (at.content instanceof Y.ContentString) words += at.content.str
  return words
}

function selectionOf(item: Item): Selection {
  return (item.meta.get('selection') as Selection | undefined) ?? { nodes: [], wires: [] }
}

// A set of changes travels as the deleted half of a snapshot: the one form of it that Yjs reads and writes.
const toBytes = (set: Item['insertions']): Uint8Array => Y.encodeSnapshot(new Y.Snapshot(set, new Map()))
const toSet = (bytes: Uint8Array): Item['insertions'] => Y.decodeSnapshot(bytes).ds

function stepOf(item: Item): Step {
  return { insertions: toBytes(item.insertions), deletions: toBytes(item.deletions), selection: selectionOf(item) }
}

function itemOf({ insertions, deletions, selection }: Step): Item {
  return { insertions: toSet(insertions), deletions: toSet(deletions), meta: new Map([['selection', selection]]) }
}
