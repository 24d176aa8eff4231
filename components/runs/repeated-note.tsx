'use client'
import type { Flow } from '../../server/engine/flow.ts'
import type { RunState } from '../../server/engine/run-state.ts'
import { listBlocksContract } from '../../server/flows/contract.ts'
import { useData } from '../data/use-data.ts'
import { perhapsTwice } from './repeated.ts'
import { stepsOf } from './step-list.ts'

/** How many calls of a run may have been made twice, and which: nobody else can know, since only their services do. */
export function RepeatedNote({ state, flow }: { state: RunState; flow: Flow }) {
  const blocks = useData(listBlocksContract, {})
  const cards = new Map(blocks.data?.blocks.map((card) => [card.id, card]))
  const twice = new Set(perhapsTwice(state, cards).map(({ path }) => path))
  if (twice.size === 0) return null
  const titles = stepsOf(state, flow, (block) => cards.get(block)?.title).flatMap(({ node, title }) => (twice.has(node.path) ? [`“${title}”`] : []))
  return (
    <div role="status" className="mb-5 rounded-lg border border-warning/30 bg-warning-soft px-4 py-3 text-sm text-warning">
      <p className="font-medium">{twice.size === 1 ? 'One call may have been made twice.' : `${twice.size} calls may have been made twice.`}</p>
      <p className="mt-0.5 text-xs">
        {titles.slice(0, shown).join(', ')}
        {titles.length > shown ? ` and ${titles.length - shown} more` : ''}: the worker was lost before an answer was written down, so the service was called
        again with the same idempotency key. If it ignores the key, look there.
      </p>
    </div>
  )
}

const shown = 5
