'use client'
import { Upload } from 'lucide-react'
import { Button } from '../ui/index.ts'
import { useChosenFiles } from './use-chosen-files.tsx'

/** Chooses files of this device to put them here. */
export function UploadButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { choose, input } = useChosenFiles(onFiles)
  return (
    <>
      {input}
      <Button variant="primary" onClick={choose}>
        <Upload aria-hidden="true" /> Upload
      </Button>
    </>
  )
}
