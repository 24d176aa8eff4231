'use client'
import { useReactFlow, useStore } from '@xyflow/react'
import { List, Maximize, Minus, Plus, Wand } from 'lucide-react'
import { cx, IconButton } from '../ui/index.ts'

/** Looking closer, further, at everything; and putting things in order. */
export function ViewBar({
  readOnly,
  raised,
  onTidy,
  onList,
}: {
  readOnly: boolean /** Something lies along the lower edge. */
  raised: boolean
  onTidy: () => void
  onList: () => void
}) {
  const { zoomIn, zoomOut, zoomTo, fitView } = useReactFlow()
  const zoom = useStore((state) => Math.round(state.transform[2] * 100))
  const smooth = { duration: 160 }
  return (
    <div
      className={cx(
        'absolute left-3 z-10 flex items-center rounded-lg bg-popover p-0.5 shadow-floating',
        raised ? 'bottom-[calc(min(18rem,55%)+0.75rem)]' : 'bottom-3',
      )}
    >
      <IconButton label="Further away" keys="−" size="sm" onClick={() => zoomOut(smooth)}>
        <Minus aria-hidden="true" />
      </IconButton>
      <button
        type="button"
        title="Real size"
        onClick={() => zoomTo(1, smooth)}
        className="h-7 w-11 rounded-md text-xs text-muted-foreground tabular-nums hover:bg-accent hover:text-foreground coarse:h-9"
      >
        {zoom}%
      </button>
      <IconButton label="Closer" keys="+" size="sm" onClick={() => zoomIn(smooth)}>
        <Plus aria-hidden="true" />
      </IconButton>
      <span aria-hidden="true" className="mx-0.5 h-4 w-px bg-border" />
      <IconButton label="Fit everything in view" keys="Shift 1" size="sm" onClick={() => fitView({ padding: 0.18, maxZoom: 1, ...smooth })}>
        <Maximize aria-hidden="true" />
      </IconButton>
      <IconButton label="Blocks as a list" size="sm" onClick={onList}>
        <List aria-hidden="true" />
      </IconButton>
      {readOnly ? null : (
        <IconButton label="Tidy up" keys="Shift L" size="sm" onClick={onTidy}>
          <Wand aria-hidden="true" />
        </IconButton>
      )}
    </div>
  )
}
