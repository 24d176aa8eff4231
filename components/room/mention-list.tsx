import { Users } from 'lucide-react'
import { Icon } from '../icon.tsx'
import { Avatar, cx } from '../ui/index.ts'
import type { Mentionable } from './use-mention.ts'

const words: Record<Mentionable['kind'], string> = { agent: 'Agent', person: 'Person', everyone: 'All people here; agents stay quiet' }

/** Names to choose from, above the field in which one is typed. */
export function MentionList({ id, offered, at, onChoose }: { id: string; offered: readonly Mentionable[]; at: number; onChoose: (who: Mentionable) => void }) {
  return (
    <div
      id={id}
      role="listbox"
      aria-label="People and agents"
      className="absolute inset-x-0 bottom-full z-20 mb-1.5 max-h-72 overflow-y-auto rounded-lg bg-popover p-1 text-popover-foreground shadow-floating sm:right-auto sm:min-w-72"
    >
      {offered.map((who, index) => (
        // the keyboard stays in the field, which names this option as active
        <div
          key={who.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          onPointerDown={(event) => {
            event.preventDefault()
            onChoose(who)
          }}
          className={cx(
            'flex cursor-default items-center gap-2.5 rounded-md px-2 py-1.5 text-sm coarse:py-2.5',
            index === at ? 'bg-accent' : 'hover:bg-accent/60',
          )}
        >
          <Face who={who} />
          <span className="min-w-0 flex-1 truncate">{who.name}</span>
          <span className="text-xs text-muted-foreground">{words[who.kind]}</span>
        </div>
      ))}
    </div>
  )
}

function Face({ who }: { who: Mentionable }) {
  if (who.kind === 'person') return <Avatar name={who.name} size="xs" />
  return (
    <span aria-hidden="true" className="flex size-5 items-center justify-center text-muted-foreground">
      {who.kind === 'everyone' ? <Users className="size-4" /> : <Icon name={who.icon ?? 'bot'} className="size-4" />}
    </span>
  )
}
