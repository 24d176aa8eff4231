'use client'
import type { Card } from '../../server/engine/card.ts'
import { Icon } from '../icon.tsx'
import { Button } from '../ui/index.ts'

/** A flow without blocks: the two ways to begin. */
export function EmptyCanvas({ beginnings, onChoose, onAdd }: { beginnings: readonly Card[]; onChoose: (card: Card) => void; onAdd: () => void }) {
  return (
    <div className="pointer-events-none absolute inset-0 z-10 flex items-center justify-center p-6">
      <div className="pointer-events-auto flex max-w-sm flex-col items-center text-center">
        <h2 className="text-lg font-semibold">What sets it off?</h2>
        <p className="mt-1 text-sm text-pretty text-muted-foreground">
          A flow begins with one of these. Then pull a wire out of it and let go: you are shown what can come next.
        </p>
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          {beginnings.map((card) => (
            <Button key={card.id} title={card.summary} onClick={() => onChoose(card)}>
              <Icon name={card.icon} /> {card.title}
            </Button>
          ))}
        </div>
        <Button variant="ghost" size="sm" className="mt-2" onClick={onAdd}>
          Another block
        </Button>
      </div>
    </div>
  )
}
