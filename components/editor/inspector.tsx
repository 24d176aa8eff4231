'use client'
import { MessageSquareText, X } from 'lucide-react'
import { Icon } from '../icon.tsx'
import { Button, IconButton, Sheet } from '../ui/index.ts'
import { BlockInspector } from './block-inspector.tsx'
import { useEditor, useTools } from './context.ts'
import { focusBlock } from './focus-block.ts'
import { titleOf } from './state/ports.ts'

const nowhere = { x: 0, y: 0 }

export type InspectorProps = { narrow: boolean; onClose: () => void /** Opens the talks about the block. */; onComment: (node: string) => void }

/** What is selected, in full. Lies over the canvas, so that selecting never moves what one is looking at. */
export function Inspector({ narrow, onClose, onComment }: InspectorProps) {
  const { store } = useTools()
  const selected = useEditor((state) => (state.selection.nodes.length === 1 ? state.selection.nodes[0] : undefined))
  // Not where it stands: a drag does not draw the form again.
  const node = useEditor((state) => {
    const found = selected === undefined ? undefined : state.flow.nodes[selected]
    return found && { ...found, position: nowhere }
  })
  if (selected === undefined || !node) return null
  const card = store.catalogue.get(node.block)
  if (narrow) {
    return (
      <Sheet open onOpenChange={(open) => !open && onClose()} side="bottom" title={titleOf(node, card)}>
        <p className="flex px-4 pt-2">
          <Button size="sm" variant="ghost" className="-ml-2" onClick={() => onComment(selected)}>
            <MessageSquareText aria-hidden="true" /> Comments
          </Button>
        </p>
        <BlockInspector key={selected} id={selected} />
      </Sheet>
    )
  }
  return (
    <aside
      aria-label="Block"
      onKeyDown={(event) => {
        // Out of the form, back to the block: from there keys are commands again. What opens above the form closes itself.
        if (event.key !== 'Escape' || event.defaultPrevented || !(event.target instanceof Node) || !event.currentTarget.contains(event.target)) return
        event.preventDefault()
        focusBlock(selected)
      }}
      className="absolute inset-y-0 right-0 z-20 flex w-88 flex-col border-l bg-card"
    >
      <div className="flex h-12 shrink-0 items-center gap-2.5 border-b pr-2 pl-4">
        <Icon name={card?.icon ?? 'box'} className="size-4 shrink-0 text-muted-foreground" />
        <TitleInput key={selected} id={selected} title={node.title ?? ''} placeholder={card?.title ?? node.block} />
        <IconButton label="Comments on this block" size="sm" onClick={() => onComment(selected)}>
          <MessageSquareText aria-hidden="true" />
        </IconButton>
        <IconButton label="Close" keys="Esc" size="sm" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <BlockInspector key={selected} id={selected} />
      </div>
    </aside>
  )
}

function TitleInput({ id, title, placeholder }: { id: string; title: string; placeholder: string }) {
  const { store, readOnly } = useTools()
  return (
    <input
      aria-label="Name of this block"
      value={title}
      placeholder={placeholder}
      readOnly={readOnly}
      maxLength={120}
      onChange={(event) => store.perform({ kind: 'retitle', node: id, title: event.target.value })}
      onBlur={() => store.perform({ kind: 'settle' })}
      onKeyDown={(event) => event.key === 'Enter' && focusBlock(id)}
      className="-ml-1.5 h-8 min-w-0 flex-1 truncate rounded-md px-1.5 text-base font-semibold outline-offset-0 placeholder:text-foreground hover:bg-muted read-only:hover:bg-transparent"
    />
  )
}
