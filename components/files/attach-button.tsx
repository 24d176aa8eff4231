'use client'
import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { IconButton } from '../ui/index.ts'

/** Chooses files of this device. */
export function AttachButton({ onFiles, label = 'Attach files', disabled = false }: { onFiles: (files: File[]) => void; label?: string; disabled?: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])])
          event.target.value = '' // the same file may be chosen again
        }}
      />
      <IconButton label={label} disabled={disabled} onClick={() => input.current?.click()}>
        <Paperclip aria-hidden="true" />
      </IconButton>
    </>
  )
}
