'use client'
import { TriangleAlert } from 'lucide-react'
import { Icon } from '../icon.tsx'
import { Sheet } from '../ui/index.ts'
import { useEditor, useTools } from './context.ts'
import { focusFields } from './focus-block.ts'
import { outlineOf } from './state/outline-of.ts'
import { useProblems } from './use-problems.ts'

export type OutlineProps = { narrow: boolean; open: boolean; onOpenChange: (open: boolean) => void }

/** The flow as a list, in the order in which it runs: for small screens, and for those who do not see the canvas. */
export function Outline({ open, ...props }: OutlineProps) {
  return open ? <OpenOutline {...props} /> : null
}

function OpenOutline({ narrow, onOpenChange }: Omit<OutlineProps, 'open'>) {
  const { store, problems: board, show } = useTools()
  const problems = useProblems(board)
  const flow = useEditor((state) => state.flow)
  return (
    <Sheet open onOpenChange={onOpenChange} side={narrow ? 'bottom' : 'right'} title="Blocks of this flow">
      <ol aria-label="Blocks of this flow" className="grid gap-0.5 px-2 pb-3">
        {outlineOf(flow, store.catalogue).map(({ id, title, icon, depth, after, group }) => (
          <li key={id} style={{ paddingLeft: `${depth * 1.25}rem` }}>
            <button
              type="button"
              onClick={() => {
                onOpenChange(false)
                show([id])
                focusFields()
              }}
              className="flex w-full items-center gap-2.5 rounded-md px-2 py-1.5 text-left text-sm hover:bg-accent coarse:min-h-11"
            >
              <span className="flex size-6 shrink-0 items-center justify-center rounded-md bg-muted text-muted-foreground">
                <Icon name={icon} className="size-3.5" />
              </span>
              <span className="min-w-0 flex-1">
                <span className="block truncate font-medium">{title}</span>
                {after.length > 0 ? <span className="block truncate text-xs text-muted-foreground">after {after.join(', ')}</span> : null}
              </span>
              {group ? <span className="max-w-28 truncate rounded-full border px-2 text-2xs text-muted-foreground">{group}</span> : null}
              {problems.some(({ node }) => node === id) ? (
                <TriangleAlert aria-label="Something is missing or wrong" className="size-3.5 shrink-0 text-warning" />
              ) : null}
            </button>
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
