'use client'
import { useReactFlow } from '@xyflow/react'
import {
  AlignCenterHorizontal,
  AlignCenterVertical,
  AlignEndHorizontal,
  AlignEndVertical,
  AlignHorizontalDistributeCenter,
  AlignStartHorizontal,
  AlignStartVertical,
  AlignVerticalDistributeCenter,
  Copy,
  Focus,
  Group,
  Power,
  Trash2,
  Workflow,
} from 'lucide-react'
import { Button, IconButton, Menu, MenuItem } from '../ui/index.ts'
import { useEditor, useTools } from './context.ts'
import { GroupPart } from './group-part.tsx'
import { newGroup } from './new-group.ts'
import type { Alignment } from './state/align.ts'
import { groupExactly } from './state/groups.ts'

const ways: { how: Alignment; label: string; Icon: typeof Copy }[] = [
  { how: 'left', label: 'Left edges', Icon: AlignStartVertical },
  { how: 'centre', label: 'Centres, one below the other', Icon: AlignCenterVertical },
  { how: 'right', label: 'Right edges', Icon: AlignEndVertical },
  { how: 'top', label: 'Upper edges', Icon: AlignStartHorizontal },
  { how: 'middle', label: 'Middles, side by side', Icon: AlignCenterHorizontal },
  { how: 'bottom', label: 'Lower edges', Icon: AlignEndHorizontal },
  { how: 'across', label: 'Evenly, from left to right', Icon: AlignHorizontalDistributeCenter },
  { how: 'down', label: 'Evenly, from top to bottom', Icon: AlignVerticalDistributeCenter },
]

/** What can be done with several blocks at once. */
export function SelectionBar({ onExtract }: { onExtract: () => void }) {
  const { store } = useTools()
  const { fitView } = useReactFlow()
  const nodes = useEditor((state) => state.selection.nodes)
  const groups = useEditor((state) => state.flow.groups)
  const held = useEditor((state) => groupExactly(state.flow, state.selection.nodes))
  const group = held === undefined ? undefined : groups?.[held]
  if (nodes.length < 2 && !group) return null
  return (
    <div
      role="toolbar"
      aria-label="Selected blocks"
      className="absolute top-3 left-1/2 z-20 flex max-w-[calc(100%-1.5rem)] -translate-x-1/2 items-center gap-0.5 rounded-lg bg-popover p-0.5 pl-3 shadow-floating max-sm:top-14"
    >
      <span className="mr-1 text-xs whitespace-nowrap text-muted-foreground tabular-nums">{nodes.length === 1 ? '1 block' : `${nodes.length} blocks`}</span>
      {group && held !== undefined ? (
        <GroupPart id={held} group={group} nodes={nodes} />
      ) : (
        <IconButton label="Frame them as a group" keys="G" size="sm" side="bottom" onClick={() => store.perform({ kind: 'group', nodes, id: newGroup() })}>
          <Group aria-hidden="true" />
        </IconButton>
      )}
      <Menu
        align="center"
        trigger={
          <IconButton label="Align" size="sm" side="bottom">
            <AlignStartVertical aria-hidden="true" />
          </IconButton>
        }
      >
        {ways.map(({ how, label, Icon }) => (
          <MenuItem key={how} icon={<Icon aria-hidden="true" />} onSelect={() => store.perform({ kind: 'align', how })}>
            {label}
          </MenuItem>
        ))}
      </Menu>
      <IconButton
        label="Zoom to them"
        keys="Shift 2"
        size="sm"
        side="bottom"
        onClick={() => void fitView({ nodes: nodes.map((id) => ({ id })), padding: 0.3, maxZoom: 1.25, duration: 160 })}
      >
        <Focus aria-hidden="true" />
      </IconButton>
      <IconButton label="Duplicate" keys="Ctrl D" size="sm" side="bottom" onClick={() => store.perform({ kind: 'duplicate' })}>
        <Copy aria-hidden="true" />
      </IconButton>
      <IconButton label="Switch off or on" keys="D" size="sm" side="bottom" onClick={() => store.perform({ kind: 'switch-off', nodes })}>
        <Power aria-hidden="true" />
      </IconButton>
      <IconButton label="Delete" keys="Del" size="sm" side="bottom" onClick={() => store.perform({ kind: 'delete' })}>
        <Trash2 aria-hidden="true" />
      </IconButton>
      <Button size="sm" variant="ghost" onClick={onExtract}>
        <Workflow aria-hidden="true" /> <span className="max-sm:sr-only">Make a flow of them</span>
      </Button>
    </div>
  )
}
