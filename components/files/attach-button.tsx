'use client'
import { Paperclip } from 'lucide-react'
import { IconButton } from '../ui/index.ts'
import { useChosenFiles } from './use-chosen-files.tsx'

/** Chooses files of this device. */
export function AttachButton({ onFiles, label = 'Attach files', disabled = false }: { onFiles: (files: File[]) => void; label?: string; disabled?: boolean }) {
  const { choose, input } = useChosenFiles(onFiles)
  return (
    <>
      {input}
      <IconButton label={label} disabled={disabled} onClick={choose}>
        <Paperclip aria-hidden="true" />
      </IconButton>
    </>
  )
}
