'use client'
import { Check, Copy } from 'lucide-react'
import { useId, useState } from 'react'
import { IconButton } from '../ui/icon-button.tsx'
import { toast } from '../ui/toast.ts'

/** A text to take along, with the button that copies it. */
export function CopyLine({ label, text }: { label: string; text: string }) {
  const name = useId()
  const [copied, setCopied] = useState(false)
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => toast.error('The browser does not let us copy. Mark the text and copy it yourself.'),
    )
  return (
    // biome-ignore lint/a11y/useSemanticElements: nothing here is filled in
    <div role="group" aria-labelledby={name} className="grid gap-1">
      <span id={name} className="text-xs text-muted-foreground">
        {label}
      </span>
      <div className="flex items-start gap-1 rounded-md border bg-muted/40 py-1 pr-1 pl-2.5">
        <code className="min-w-0 flex-1 py-1 font-mono text-xs break-all whitespace-pre-wrap">{text}</code>
        <IconButton label={copied ? 'Copied' : `Copy ${label.toLowerCase()}`} size="sm" onClick={copy}>
          {copied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        </IconButton>
      </div>
    </div>
  )
}
