'use client'
import { Handle, type NodeProps, Position } from '@xyflow/react'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, useCallback } from 'react'
import type { BlockItem } from './canvas-items.ts'
import { useSelected, useTools } from './context.ts'
import { useGivenDistance } from './far.ts'
import type { EditorState } from './state/editor-state.ts'
import { groupsOf } from './state/groups.ts'

/** Blocks that belong together: a frame with a name, by which they are moved and selected as one; folded, a box in their place. */
export const GroupView = memo(function GroupView({ data }: NodeProps<BlockItem>) {
  const { store, readOnly } = useTools()
  const id = data.block
  const framed = useSelected(
    store,
    useCallback(({ flow }: EditorState) => groupsOf(flow, store.catalogue).get(id), [store, id]),
    (a, b) => a?.group === b?.group && a?.nodes.join() === b?.nodes.join(),
  )
  const distance = useGivenDistance()
  if (!framed) return null
  const { group, nodes } = framed
  const count = nodes.length === 1 ? '1 block' : `${nodes.length} blocks`
  const Fold = group.folded ? ChevronRight : ChevronDown
  return (
    <div className="group-frame h-full" data-tone={group.tone} data-folded={group.folded || undefined}>
      <div className="group-head" data-distance={distance}>
        <button
          type="button"
          disabled={readOnly}
          aria-expanded={!group.folded}
          aria-label={`${group.folded ? 'Unfold' : 'Fold'} ${group.title || 'the group'}`}
          className="group-button nodrag"
          onClick={() => store.perform({ kind: 'set-group', group: id, patch: { folded: !group.folded } })}
        >
          <Fold aria-hidden="true" className="size-3.5" />
        </button>
        <button
          type="button"
          className="group-button group-name"
          title="Selects its blocks; drag to move them"
          onClick={(event) => {
            event.stopPropagation()
            store.perform({ kind: 'select', nodes })
          }}
        >
          {group.title || 'Group'}
        </button>
        <span className="ml-auto shrink-0 font-normal text-muted-foreground tabular-nums">{count}</span>
      </div>
      {group.folded ? (
        <>
          <Handle id="in" type="target" position={Position.Left} isConnectable={false} className="group-port" />
          <Handle id="out" type="source" position={Position.Right} isConnectable={false} className="group-port" />
        </>
      ) : null}
    </div>
  )
})
