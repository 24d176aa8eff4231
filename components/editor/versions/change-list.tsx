'use client'
import { useEffect, useRef } from 'react'
import type { FlowDiff, NodeChange, SettingChange } from '../../../server/engine/diff-flows.ts'
import { diffText } from '../../../server/engine/diff-text.ts'
import { Icon } from '../../icon.tsx'
import { Badge, cx, type Tone } from '../../ui/index.ts'

const words: Record<NodeChange['kind'], { label: string; tone: Tone }> = {
  added: { label: 'Added', tone: 'success' },
  removed: { label: 'Removed', tone: 'danger' },
  changed: { label: 'Changed', tone: 'warning' },
  moved: { label: 'Moved', tone: 'neutral' },
}

export type ChangeListProps = { diff: FlowDiff; calls: readonly string[]; picked: string | null; onPick: (node: string) => void }

/** What became of each block, setting by setting. What was only moved stands last, in one line. */
export function ChangeList({ diff, calls, picked, onPick }: ChangeListProps) {
  const chosen = useRef<HTMLElement>(null)
  useEffect(() => {
    if (picked !== null) chosen.current?.scrollIntoView({ block: 'nearest' })
  }, [picked])
  const blocks = Object.entries(diff.nodes).filter(([, { kind }]) => kind !== 'moved')
  const moved = Object.values(diff.nodes).filter(({ kind }) => kind === 'moved')
  return (
    <div>
      {diff.settings.length > 0 ? (
        <section aria-label="The flow as a whole" className="grid gap-3 border-b px-4 py-3">
          <h3 className="text-sm font-medium">The flow as a whole</h3>
          {diff.settings.map((setting) => (
            <Setting key={setting.key} setting={setting} />
          ))}
        </section>
      ) : null}
      {blocks.map(([id, { kind, title, icon, settings }]) => (
        <section
          key={id}
          ref={picked === id ? chosen : undefined}
          aria-label={`${title}: ${words[kind].label.toLowerCase()}`}
          className={cx('grid gap-3 border-b px-4 py-3', picked === id && 'bg-accent')}
        >
          <h3>
            <button
              type="button"
              onClick={() => onPick(id)}
              className="flex w-full items-center gap-2.5 rounded-md text-left text-sm font-medium coarse:min-h-11"
            >
              <Icon name={icon} className="size-4 shrink-0 text-muted-foreground" />
              <span className="min-w-0 flex-1 truncate">{title}</span>
              <Badge tone={words[kind].tone}>{words[kind].label}</Badge>
            </button>
          </h3>
          {settings
            .filter(({ key }) => kind !== 'added' || key !== 'block')
            .map((setting) => (
              <Setting key={setting.key} setting={setting} />
            ))}
        </section>
      ))}
      {calls.length > 0 ? (
        <p className="border-b px-4 py-3 text-sm text-muted-foreground">
          Calls another revision of the flow behind {calls.join(', ')}: it was published anew in between.
        </p>
      ) : null}
      {moved.length > 0 ? (
        <p className="px-4 py-3 text-xs text-muted-foreground">
          Only moved on the canvas:{' '}
          {moved
            .slice(0, 8)
            .map(({ title }) => title)
            .join(', ')}
          {moved.length > 8 ? ` and ${moved.length - 8} more` : ''}.
        </p>
      ) : null}
      {diff.looks.length > 0 ? <p className="px-4 py-3 text-xs text-muted-foreground">Only drawn otherwise: {diff.looks.join(', ')}.</p> : null}
    </div>
  )
}

function Setting({ setting: { title, before, after } }: { setting: SettingChange }) {
  return (
    <div className="grid gap-1 text-sm">
      <p className="text-xs text-muted-foreground">{title}</p>
      <p className="max-h-64 overflow-y-auto rounded-md bg-muted px-2.5 py-1.5 break-words whitespace-pre-wrap">
        {before === null || after === null ? (
          before === null ? (
            <ins className="text-success no-underline">{after}</ins>
          ) : (
            <del className="text-destructive">{before}</del>
          )
        ) : (
          <Words before={before} after={after} />
        )}
      </p>
    </div>
  )
}

/** Texts that share little are shown one after the other: word by word they would be a riddle. */
function Words({ before, after }: { before: string; after: string }) {
  const parts = diffText(before, after)
  const shared = parts.reduce((sum, { kind, text }) => (kind === 'same' ? sum + text.trim().length : sum), 0)
  if (shared * 3 < Math.max(before.length, after.length))
    return (
      <>
        <del className="block text-destructive">{before}</del>
        <ins className="mt-1 block text-success no-underline">{after}</ins>
      </>
    )
  return parts.map(({ kind, text }, at) => {
    const key = `${at} ${kind}`
    if (kind === 'same') return <span key={key}>{text}</span>
    return kind === 'added' ? (
      <ins key={key} className="rounded-xs bg-success-soft text-success no-underline">
        {text}
      </ins>
    ) : (
      <del key={key} className="rounded-xs bg-destructive-soft text-destructive">
        {text}
      </del>
    )
  })
}
