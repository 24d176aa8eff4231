'use client'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { templateSchema } from '../../server/flows/templates/contract.ts'
import { Button } from '../ui/button.tsx'
import { AgentTile } from './agent-tile.tsx'
import { FlowThumb } from './flow-thumb.tsx'

type TemplateCardProps = {
  template: z.infer<typeof templateSchema>
  busy: boolean
  disabled: boolean
  onUse: () => void
  /** Small, below its words. */
  note?: string
  menu?: ReactNode
}

export function TemplateCard({ template, busy, disabled, onUse, note, menu }: TemplateCardProps) {
  return (
    <li className="flex flex-col overflow-hidden rounded-lg border bg-card">
      <div className="flex h-34 items-center border-b bg-muted/60 bg-[radial-gradient(var(--border-strong)_0.5px,transparent_0.5px)] [background-size:12px_12px] p-4">
        <FlowThumb flow={template.flow} className="h-full w-full" />
      </div>
      <div className="flex flex-1 flex-col p-4">
        <div className="flex items-center gap-2.5">
          <AgentTile icon={template.icon} size="sm" />
          <h2 className="min-w-0 flex-1 text-base font-semibold break-words">{template.name}</h2>
          {menu}
        </div>
        <p className="mt-2 text-sm text-pretty text-muted-foreground">{template.description}</p>
        {template.tries.length > 0 ? (
          <ul aria-label="Things to ask it" className="mt-3 grid gap-1 border-l pl-3 text-sm text-muted-foreground">
            {template.tries.slice(0, 3).map((phrase) => (
              <li key={phrase} className="truncate" title={phrase}>
                “{phrase}”
              </li>
            ))}
          </ul>
        ) : null}
        {note ? <p className="mt-3 text-xs break-words text-pretty text-muted-foreground">{note}</p> : null}
        <div className="mt-auto pt-4">
          <Button className="w-full" onClick={onUse} busy={busy} disabled={disabled && !busy} aria-label={`Use ${template.name}`}>
            Use this template
          </Button>
        </div>
      </div>
    </li>
  )
}
