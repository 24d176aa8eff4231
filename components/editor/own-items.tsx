'use client'
import { FileJson, LayoutTemplate } from 'lucide-react'
import dynamic from 'next/dynamic'
import type { AgentView } from '../../server/flows/contract.ts'
import { MenuItem } from '../ui/index.ts'
import { SaveTemplateDialog } from './save-template-dialog.tsx'
import type { EditorStore } from './store.ts'

// With it comes what reads YAML.
const OpenApiDialog = dynamic(() => import('./openapi/openapi-dialog.tsx').then((part) => part.OpenApiDialog), { ssr: false })

export type OwnOpen = 'openapi' | 'template' | null
export type OwnHands = {
  /** True when the server has all of the draft. */
  flush: () => Promise<boolean>
  onAdded: (nodes: readonly string[]) => void
}

/** What can be brought into a flow from elsewhere and given away from it, in the menu. */
export function OwnItems({ onChoose }: { onChoose: (open: OwnOpen) => void }) {
  return (
    <>
      <MenuItem icon={<FileJson aria-hidden="true" />} onSelect={() => onChoose('openapi')}>
        From an OpenAPI document
      </MenuItem>
      <MenuItem icon={<LayoutTemplate aria-hidden="true" />} onSelect={() => onChoose('template')}>
        Save as a template
      </MenuItem>
    </>
  )
}

type Props = OwnHands & { agent: AgentView; store: EditorStore; open: OwnOpen; onOpenChange: (open: OwnOpen) => void }

/** Outside of the menu, which is gone once something in it was chosen. */
export function OwnDialogs({ agent, store, open, onOpenChange, flush, onAdded }: Props) {
  const close = (on: boolean) => {
    if (!on) onOpenChange(null)
  }
  return (
    <>
      {open === 'openapi' ? <OpenApiDialog store={store} open onOpenChange={close} onAdded={onAdded} /> : null}
      <SaveTemplateDialog agent={agent} store={store} flush={flush} open={open === 'template'} onOpenChange={close} />
    </>
  )
}
