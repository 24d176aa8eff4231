import type { Plan } from './plan.ts'

/** The nodes of a plan, in its order. */
export function leavesOf(plan: Plan): string[] {
  return plan.kind === 'leaf' ? [plan.node] : plan.children.flatMap(leavesOf)
}

/** How long a plan takes when every node takes its time and nothing waits without need. */
export function spanOf(plan: Plan, timeOf: (node: string) => number): number {
  if (plan.kind === 'leaf') return timeOf(plan.node)
  const times = plan.children.map((child) => spanOf(child, timeOf))
  if (plan.kind === 'series') return times.reduce((sum, time) => sum + time, 0)
  if (plan.kind === 'parallel') return Math.max(...times)
  const ends: number[] = []
  for (const [i, time] of times.entries()) ends.push(time + Math.max(0, ...(plan.after[i] ?? []).map((j) => ends[j] ?? 0)))
  return Math.max(...ends)
}
