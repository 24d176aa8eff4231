import type { Problem } from '../../../server/engine/plan.ts'
import type { Said } from './compiled.ts'
import { sameData } from './flow-edit.ts'
import type { Woven } from './woven.ts'

/** The problems of a flow, outside React: a block hears only of its own. */
export type ProblemBoard = {
  get: () => readonly Problem[]
  of: (node: string) => readonly Problem[]
  /** By the wire's place in the flow. */
  ofWire: (place: number) => Problem | undefined
  woven: () => readonly Woven[]
  set: (said: Said) => void
  subscribe: (listener: () => void) => () => void
}

const none: readonly Problem[] = []

export function createProblemBoard(): ProblemBoard {
  let all = none
  let regions: readonly Woven[] = []
  let byNode = new Map<string, readonly Problem[]>()
  let byWire = new Map<number, Problem>()
  const listeners = new Set<() => void>()
  return {
    get: () => all,
    woven: () => regions,
    of: (node) => byNode.get(node) ?? none,
    ofWire: (place) => byWire.get(place),
    set({ problems, woven }) {
      if (sameData(problems, all) && sameData(woven, regions)) return
      all = sameData(problems, all) ? all : problems
      regions = sameData(woven, regions) ? regions : woven
      const next = new Map<string, Problem[]>()
      for (const problem of problems)
        for (const node of new Set([...(problem.node === undefined ? [] : [problem.node]), ...(problem.nodes ?? [])]))
          next.set(node, [...(next.get(node) ?? []), problem])
      // what did not change stays the same object, so that nobody is told for nothing
      byNode = new Map([...next].map(([node, own]) => [node, sameData(own, byNode.get(node)) ? (byNode.get(node) ?? own) : own]))
      byWire = new Map(problems.flatMap((problem) => (problem.wire === undefined ? [] : [[problem.wire, problem]])))
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
