'use client'
import { Download, Upload } from 'lucide-react'
import { type FlowFile, readFlowFile, writeFlowFile } from '../../server/engine/flow-file.ts'
import { toErrorData } from '../../server/kernel/errors.ts'
import { MenuItem, toast } from '../ui/index.ts'
import { type Brought, fromN8n } from './state/n8n.ts'
import type { EditorStore } from './store.ts'

/** The draft as a file, and a file as the draft; an export of n8n as well. */
export function FlowFileItems({ name, store, readOnly }: { name: string; store: EditorStore; readOnly: boolean }) {
  const take = async (file: File) => {
    try {
      const text = await file.text()
      const { flow, name: brought, missed = [] }: Pick<FlowFile, 'flow' | 'name'> & Partial<Brought> = fromN8n(text) ?? readFlowFile(text)
      store.perform({ kind: 'replace', flow })
      const undo = 'Nothing is published yet. Undo brings your draft back.'
      if (missed.length === 0) toast.success(`“${brought}” is in the draft`, { description: undo })
      else
        toast(`“${brought}” is in the draft, but for ${missed.length === 1 ? 'one thing' : `${missed.length} things`}`, {
          description: `The note at the upper left names what to do by hand. ${undo}`,
        })
    } catch (error) {
      toast.error(toErrorData(error).message)
    }
  }
  const choose = () => {
    // No element of the page: the menu that was pressed is gone by the time a file is chosen.
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.json,application/json'
    input.onchange = () => input.files?.[0] && void take(input.files[0])
    input.click()
  }
  return (
    <>
      <MenuItem icon={<Download aria-hidden="true" />} onSelect={() => save(`${fileName(name)}.flow.json`, writeFlowFile(name, store.get().flow))}>
        Export the draft
      </MenuItem>
      {readOnly ? null : (
        <MenuItem icon={<Upload aria-hidden="true" />} onSelect={choose}>
          Import into the draft
        </MenuItem>
      )}
    </>
  )
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}

function fileName(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '') || 'agent'
  )
}
