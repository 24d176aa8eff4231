'use client'
import type { Catalogue } from '../../server/engine/card.ts'
import { Button, Dialog } from '../ui/index.ts'
import { useSelected } from './context.ts'
import { titleOf } from './state/ports.ts'
import type { SaveState } from './state/saver.ts'
import type { EditorStore } from './store.ts'

export type ConflictDialogProps = {
  state: SaveState
  store: EditorStore
  open: boolean
  onOpenChange: (open: boolean) => void
  onSettle: (prefer: 'mine' | 'theirs') => void
}

/** Somebody else saved, and both touched the same things. Everything else of both is kept whatever is chosen. */
export function ConflictDialog({ state, store, open, onOpenChange, onSettle }: ConflictDialogProps) {
  const flow = useSelected(store, (one) => one.flow)
  if (state.kind !== 'conflict') return null
  const catalogue: Catalogue = store.catalogue
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Someone else changed the same things"
      description="Their version was saved while you worked. Everything that only one of you touched is kept either way. For the rest, choose whose counts."
      footer={
        <>
          <Button onClick={() => onSettle('theirs')}>Take theirs</Button>
          <Button variant="primary" onClick={() => onSettle('mine')}>
            Keep mine
          </Button>
        </>
      }
    >
      <ul className="divide-y rounded-md border text-sm">
        {state.overlaps.map(({ node, what }) => {
          const one = flow.nodes[node] ?? state.theirs.flow.nodes[node]
          const card = one && catalogue.get(one.block)
          return (
            <li key={`${node} ${what}`} className="flex justify-between gap-4 px-3 py-2">
              <span className="truncate font-medium">{one ? titleOf(one, card) : node}</span>
              <span className="text-muted-foreground">{card?.inputs.find(({ name }) => name === what)?.title ?? what}</span>
            </li>
          )
        })}
      </ul>
    </Dialog>
  )
}
