'use client'
import { Upload } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '../ui/index.ts'

/** Chooses files of this device to put them here. */
export function UploadButton({ onFiles }: { onFiles: (files: File[]) => void }) {
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
      <Button variant="primary" onClick={() => input.current?.click()}>
        <Upload aria-hidden="true" /> Upload
      </Button>
    </>
  )
}
