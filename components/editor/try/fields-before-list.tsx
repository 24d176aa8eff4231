'use client'
import { useMemo } from 'react'
import { carryRead } from '../../block-form/index.ts'
import { useEditor, useTools } from '../context.ts'
import { fieldsBefore } from '../state/fields-before.ts'
import { valuesOfRun } from '../state/values-of-run.ts'
import type { Trying } from './use-trying.ts'

/** What stood before the block in the run that is shown, to drag into a field of its form. */
export function FieldsBeforeList({ node, trying: { followed } }: { node: string; trying: Trying }) {
  const { store, readOnly } = useTools()
  const flow = useEditor((state) => state.flow)
  const state = followed?.state
  const fields = useMemo(
    () => (state ? fieldsBefore(node, flow, store.catalogue, valuesOfRun(node, flow, store.catalogue, state)) : []),
    [node, flow, store, state],
  )
  if (fields.length === 0 || readOnly) return null
  return (
    <section aria-label="From before" className="mt-3 min-w-0">
      <h4 className="mb-1 text-xs text-muted-foreground">From before: drag into a field to use it there</h4>
      <ul className="grid gap-x-4 sm:grid-cols-2">
        {fields.map(({ source, block, path, value }) => (
          <li
            key={source}
            draggable
            onDragStart={(event) => carryRead(event.dataTransfer, source)}
            title={source}
            className="flex cursor-grab items-baseline gap-2 rounded-sm px-1 text-xs leading-6 hover:bg-accent"
          >
            <span className="min-w-0 shrink truncate">
              {block} <span className="text-muted-foreground">{path}</span>
            </span>
            <span className="min-w-0 flex-1 truncate text-right text-muted-foreground">{value}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
