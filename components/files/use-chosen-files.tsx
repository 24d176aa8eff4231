'use client'
import { type ReactElement, useRef } from 'react'

/** Chooses files of this device: what opens the dialog for it, and the input that must stand beside. */
export function useChosenFiles(onFiles: (files: File[]) => void): { choose: () => void; input: ReactElement } {
  const input = useRef<HTMLInputElement>(null)
  return {
    choose: () => input.current?.click(),
    input: (
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
    ),
  }
}
