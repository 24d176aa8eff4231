'use client'
import { useMemo } from 'react'
import type { Card } from '../../server/engine/card.ts'
import { BlockList } from '../blocks/block-list.tsx'
import { Sheet } from '../ui/index.ts'
import { type Asking, useTools } from './context.ts'
import { carryBlock } from './drag-block.ts'
import { continuing, palette } from './state/choices.ts'
import { ownAmong, ownCards, type Placing, placingOf } from './state/placing.ts'

/** All blocks beside the canvas: pressed to add in the middle, dragged to add in place. On a phone it rises from below. */
export function Palette({ narrow, onChoose, onClose }: { narrow: boolean; onChoose: (placing: Placing) => void; onClose: () => void }) {
  const { store, help } = useTools()
  const cards = useMemo(() => [...ownCards(store.catalogue, help), ...palette(store.catalogue)], [store.catalogue, help])
  const choose = ({ id }: Card) => {
    const placing = placingOf(id, store.catalogue)
    if (placing) onChoose(placing)
  }
  if (narrow) {
    return (
      <Sheet open onOpenChange={(open) => !open && onClose()} side="bottom" title="Add a block">
        <BlockList label="Blocks" remembers cards={cards} onChoose={choose} className="h-[70dvh]" />
      </Sheet>
    )
  }
  return (
    <aside
      aria-label="Blocks"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
      className="absolute top-14 bottom-14 left-3 z-20 flex w-60 flex-col overflow-hidden rounded-lg bg-popover shadow-floating"
    >
      <BlockList label="Blocks" remembers cards={cards} focused onChoose={choose} onDragStart={(card, transfer) => carryBlock(transfer, card.id)} />
    </aside>
  )
}

const size = { width: 272, height: 340 }

/** The blocks that fit, at the pointer: after a wire was let go over nothing, on a double press, or in a wire. */
export function PalettePopup({ asking, onChoose, onClose }: { asking: Asking; onChoose: (placing: Placing) => void; onClose: () => void }) {
  const { store, help } = useTools()
  const cards = useMemo(() => {
    const { flow } = store.get()
    const loose = asking.from ?? (asking.into && { side: 'output' as const, ...asking.into.from })
    const fitting = loose ? continuing(flow, store.catalogue, loose) : palette(store.catalogue)
    return [...ownAmong(ownCards(store.catalogue, help), fitting), ...fitting]
  }, [store, asking, help])
  const choose = ({ id }: Card) => {
    const placing = placingOf(id, store.catalogue)
    if (placing) onChoose(placing)
  }
  const left = Math.max(8, Math.min(asking.screen.x, window.innerWidth - size.width - 8))
  const top = Math.max(8, Math.min(asking.screen.y, window.innerHeight - size.height - 8))
  return (
    <>
      <div aria-hidden="true" className="fixed inset-0 z-40" onPointerDown={onClose} />
      <div
        role="dialog"
        aria-label="Add a block here"
        className="fixed z-50 flex flex-col overflow-hidden rounded-lg bg-popover shadow-floating"
        style={{ left, top, ...size }}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      >
        <BlockList
          label="Blocks that fit"
          remembers
          cards={cards}
          focused
          onChoose={choose}
          empty={asking.from ? 'No such block takes this wire.' : undefined}
        />
      </div>
    </>
  )
}
