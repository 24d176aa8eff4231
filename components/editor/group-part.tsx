'use client'
import { ChevronDown, ChevronRight, Palette, Ungroup } from 'lucide-react'
import { type Group, groupTones } from '../../server/engine/flow.ts'
import { IconButton, Menu, MenuItem } from '../ui/index.ts'
import { useTools } from './context.ts'

const tones: Record<Group['tone'], string> = { neutral: 'Grey', blue: 'Blue', green: 'Green', amber: 'Amber', red: 'Red' }

/** What can be done with a group, when its blocks are what is selected. */
export function GroupPart({ id, group, nodes }: { id: string; group: Group; nodes: readonly string[] }) {
  const { store } = useTools()
  const set = (patch: Partial<Group>) => store.perform({ kind: 'set-group', group: id, patch })
  return (
    <>
      <input
        aria-label="Name of the group"
        placeholder="Name the group"
        value={group.title}
        maxLength={120}
        onChange={(event) => set({ title: event.target.value })}
        onBlur={() => store.perform({ kind: 'settle' })}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
        className="mr-1 h-7 w-36 min-w-0 rounded-md border bg-background px-2 text-xs placeholder:text-muted-foreground max-sm:w-24 coarse:h-9"
      />
      <Menu
        align="center"
        trigger={
          <IconButton label="Colour of the group" size="sm" side="bottom">
            <Palette aria-hidden="true" />
          </IconButton>
        }
      >
        {groupTones.map((tone) => (
          <MenuItem key={tone} icon={<span aria-hidden="true" className="group-swatch" data-tone={tone} />} onSelect={() => set({ tone })}>
            {tones[tone]}
          </MenuItem>
        ))}
      </Menu>
      <IconButton label={group.folded ? 'Unfold' : 'Fold'} size="sm" side="bottom" onClick={() => set({ folded: !group.folded })}>
        {group.folded ? <ChevronRight aria-hidden="true" /> : <ChevronDown aria-hidden="true" />}
      </IconButton>
      <IconButton label="Take the frame away" keys="Shift G" size="sm" side="bottom" onClick={() => store.perform({ kind: 'ungroup', nodes })}>
        <Ungroup aria-hidden="true" />
      </IconButton>
    </>
  )
}
