import type { Flow } from '../../../server/engine/flow.ts'

export type Selection = { nodes: readonly string[]; wires: readonly string[] }
export const nothing: Selection = { nodes: [], wires: [] }

/** The document and what was selected, before a gesture. */
export type Moment = { flow: Flow; selection: Selection }

export type History = {
  past: readonly Moment[]
  future: readonly Moment[]
  /** The gesture under way. Changes under the same key belong to it and make no entry of their own. */
  open: string | null
}
export const noHistory: History = { past: [], future: [], open: null }

const kept = 300

/** Notes the moment before a change. A drag or a spell of typing is one entry, however many changes it makes. */
export function remember(history: History, before: Moment, key: string | null): History {
  if (key !== null && key === history.open) return history
  return { past: [...history.past.slice(1 - kept), before], future: [], open: key }
}

/** Ends the gesture under way: the next change makes its own entry. */
export function settled(history: History): History {
  return history.open === null ? history : { ...history, open: null }
}

export function undone(history: History, now: Moment): { history: History; moment: Moment } | null {
  const moment = history.past.at(-1)
  if (!moment) return null
  return { moment, history: { past: history.past.slice(0, -1), future: [now, ...history.future], open: null } }
}

export function redone(history: History, now: Moment): { history: History; moment: Moment } | null {
  const moment = history.future[0]
  if (!moment) return null
  return { moment, history: { past: [...history.past, now], future: history.future.slice(1), open: null } }
}

/** Changes every remembered document, such as by laying somebody else's edits under it, so that undo takes back only our own. */
export function mapped(history: History, change: (flow: Flow) => Flow): History {
  const through = (moment: Moment): Moment => ({ ...moment, flow: change(moment.flow) })
  return { past: history.past.map(through), future: history.future.map(through), open: null }
}
