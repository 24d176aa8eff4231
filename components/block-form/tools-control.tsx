'use client'
import { Popover } from '@base-ui/react/popover'
import { ChevronRight, Plus, ShieldCheck, X } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Catalogue } from '../../server/engine/card.ts'
import { BlockList } from '../blocks/block-list.tsx'
import { Icon } from '../icon.tsx'
import { Badge, Button, cx, Field, IconButton, Input, Select, Switch } from '../ui/index.ts'
import { popupClass } from '../ui/popup-class.ts'
import type { ControlProps } from './control-props.ts'
import { places } from './list-control.tsx'
import { showersFor, type Tool, toolName, toolsOf, usableAsTools } from './tool-list.ts'

/** The blocks an agent may use: which, under what name, whether a person is asked first, and how the result is drawn. */
export function ToolsControl({ value, onChange, readOnly, help }: ControlProps) {
  const tools = toolsOf(value)
  const [open, setOpen] = useState<number | null>(null)
  const [adding, setAdding] = useState(false)
  const usable = useMemo(() => usableAsTools(help.catalogue), [help.catalogue])
  const set = (next: Tool[]) => onChange(next.length === 0 ? undefined : next)
  return (
    <div className="grid gap-1.5">
      {tools.length > 0 ? (
        <ul className="divide-y rounded-md border bg-card">
          {places(tools.length).map(({ index }) => (
            <ToolRow
              key={index}
              tool={tools[index] ?? { block: '' }}
              catalogue={help.catalogue}
              open={open === index}
              readOnly={readOnly}
              onOpen={() => setOpen(open === index ? null : index)}
              onChange={(next) => set(tools.with(index, next))}
              onRemove={() => {
                setOpen(null)
                set(tools.toSpliced(index, 1))
              }}
            />
          ))}
        </ul>
      ) : readOnly ? (
        <p className="text-xs text-muted-foreground">No tools: it can only talk.</p>
      ) : null}
      {readOnly ? null : (
        <Popover.Root open={adding} onOpenChange={setAdding}>
          <Popover.Trigger render={<Button size="sm" variant="ghost" className="justify-self-start" />}>
            <Plus aria-hidden="true" /> Add a tool
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner side="bottom" align="start" sideOffset={4} className="z-[60]">
              <Popover.Popup className={cx(popupClass, 'flex h-80 w-72 flex-col')} aria-label="Add a tool">
                <BlockList
                  label="Blocks that can be tools"
                  cards={usable}
                  focused
                  onChoose={(card) => {
                    setAdding(false)
                    set([...tools, { block: card.id }])
                  }}
                />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      )}
    </div>
  )
}

type ToolRowProps = {
  tool: Tool
  catalogue: Catalogue
  open: boolean
  readOnly: boolean
  onOpen: () => void
  onChange: (tool: Tool) => void
  onRemove: () => void
}

function ToolRow({ tool, catalogue, open, readOnly, onOpen, onChange, onRemove }: ToolRowProps) {
  const card = catalogue.get(tool.block)
  const asks = tool.ask === true || card?.destructive === true
  const title = card?.title ?? tool.block
  return (
    <li>
      <div className="flex h-9 items-center gap-1 pr-1 coarse:h-11">
        <button type="button" aria-expanded={open} onClick={onOpen} className="flex h-full min-w-0 flex-1 items-center gap-2 rounded-md pl-2 text-left text-sm">
          <ChevronRight aria-hidden="true" className={cx('size-3.5 shrink-0 text-subtle-foreground transition-transform', open && 'rotate-90')} />
          <Icon name={card?.icon ?? 'box'} className="size-4 shrink-0 text-muted-foreground" />
          <span className="min-w-0 flex-1 truncate">{title}</span>
          {card ? asks ? <Badge tone="warning">asks first</Badge> : null : <Badge tone="danger">not installed</Badge>}
        </button>
        {readOnly ? null : (
          <IconButton label={`Remove ${title}`} size="sm" onClick={onRemove}>
            <X aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {open && card ? <ToolOptions tool={tool} catalogue={catalogue} readOnly={readOnly} onChange={onChange} /> : null}
    </li>
  )
}

function ToolOptions({ tool, catalogue, readOnly, onChange }: Pick<ToolRowProps, 'tool' | 'catalogue' | 'readOnly' | 'onChange'>) {
  const card = catalogue.get(tool.block)
  if (!card) return null
  const showers = showersFor(card, catalogue)
  const { ask: _ask, show: _show, name: _name, ...bare } = tool
  const change = (patch: Partial<Tool>) =>
    onChange(Object.fromEntries(Object.entries({ ...bare, ...tool, ...patch }).filter(([, one]) => one !== undefined)) as Tool)
  return (
    <div className="grid gap-3 border-t bg-background/60 px-3 py-3">
      <p className="text-xs text-muted-foreground">{card.summary}</p>
      {card.destructive ? (
        <p className="flex gap-1.5 text-xs text-muted-foreground">
          <ShieldCheck aria-hidden="true" className="mt-px size-3.5 shrink-0 text-warning" />A person confirms every use, because this cannot be undone.
        </p>
      ) : (
        <Field label="Ask a person first" help="Waits for a yes before each use." inline>
          <Switch checked={tool.ask === true} disabled={readOnly} onChange={(ask) => change({ ask: ask || undefined })} />
        </Field>
      )}
      {showers.length > 0 ? (
        <Field label="Draw the result" help="People see the data itself; it does not pass through the model.">
          <Select
            items={[{ value: '', label: 'Not drawn' }, ...showers.map(({ id, title }) => ({ value: id, label: title }))]}
            value={tool.show ?? ''}
            disabled={readOnly}
            onChange={(show) => change({ show: show || undefined })}
          />
        </Field>
      ) : null}
      <Field label="Name for the model" optional>
        <Input
          mono
          value={tool.name ?? ''}
          placeholder={toolName({ block: tool.block })}
          readOnly={readOnly}
          onChange={(event) => change({ name: event.target.value.replace(/[^a-zA-Z0-9_-]/g, '_').slice(0, 64) || undefined })}
        />
      </Field>
    </div>
  )
}
