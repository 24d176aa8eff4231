'use client'
import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { IconButton } from '../ui/icon-button.tsx'

/** More than this is only drawn when somebody asks for it. */
const most = 20_000

/** Values as they were stored, indented, to read and to copy. Large ones open on demand. */
export function JsonView({ label, value }: { label: string; value: unknown }) {
  const text = JSON.stringify(value, null, 2) ?? 'nothing'
  const [copied, setCopied] = useState(false)
  const [whole, setWhole] = useState(false)
  const cut = text.length > most && !whole
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <div className="min-w-0">
      <div className="mb-1 flex h-6 items-center justify-between">
        <h4 className="text-xs font-medium text-muted-foreground">{label}</h4>
        <IconButton label={copied ? 'Copied' : `Copy ${label.toLowerCase()}`} size="sm" onClick={copy}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        </IconButton>
      </div>
      {/* A text area, because keyboards can reach, scroll and select it. */}
      <textarea
        readOnly
        spellCheck={false}
        aria-label={label}
        value={cut ? `${text.slice(0, 1000)}…` : text}
        className="field-sizing-content max-h-72 w-full resize-none rounded-md border bg-background p-2.5 font-mono text-xs leading-5 break-words"
      />
      {cut ? (
        <Button size="sm" className="mt-1" onClick={() => setWhole(true)}>
          Show all {Math.round(text.length / 1000).toLocaleString('en')} thousand characters
        </Button>
      ) : null}
    </div>
  )
}
