'use client'
import type { NodeProps } from '@xyflow/react'
import { memo, useCallback } from 'react'
import { cx } from '../ui/index.ts'
import type { BlockItem } from './canvas-items.ts'
import { useEditor, useTools } from './context.ts'
import type { EditorState } from './state/editor-state.ts'

/** Something written on the canvas, for people. Written in place. */
export const NoteView = memo(function NoteView({ id, selected }: NodeProps<BlockItem>) {
  const { store, readOnly } = useTools()
  const note = useEditor(useCallback((state: EditorState) => state.flow.nodes[id]?.note ?? '', [id]))
  return (
    <div className={cx('note h-full p-3', selected && 'note-selected')}>
      <textarea
        aria-label="Note"
        value={note}
        readOnly={readOnly}
        placeholder="Write a note"
        onChange={(event) => store.perform({ kind: 'annotate', node: id, note: event.target.value })}
        onBlur={() => store.perform({ kind: 'settle' })}
        className={cx(
          'size-full resize-none bg-transparent text-sm outline-hidden placeholder:text-subtle-foreground',
          selected ? 'nodrag nowheel' : 'pointer-events-none',
        )}
      />
    </div>
  )
})
