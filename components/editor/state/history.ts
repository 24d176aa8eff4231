export type Selection = { nodes: readonly string[]; wires: readonly string[] }
export const nothing: Selection = { nodes: [], wires: [] }

/** The document keeps what can be undone (`own-undo.ts`); this is how much there is. */
export type History = {
  past: number
  future: number
  /** The gesture under way. Changes under the same key belong to it and are undone with it. */
  open: string | null
}
export const noHistory: History = { past: 0, future: 0, open: null }

/** Ends the gesture under way: the next change is undone by itself. */
export function settled(history: History): History {
  return history.open === null ? history : { ...history, open: null }
}
