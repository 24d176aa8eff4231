import { FileWarning } from 'lucide-react'
import { Frame } from './frame.tsx'

/** What cannot be drawn is told and shown as it came. It has no buttons: nobody should approve what they cannot read. */
export function BrokenCard({ component, reason, props, asks }: { component: string; reason: string; props: unknown; asks: boolean }) {
  return (
    <Frame icon={FileWarning} title={component}>
      <div className="px-4 py-3 text-sm">
        <p>{reason}</p>
        {asks ? <p className="mt-1 text-muted-foreground">It cannot be answered here; stop the run, or update Hearth and reload.</p> : null}
        <details className="mt-2">
          <summary className="text-xs text-muted-foreground">What came</summary>
          <pre className="mt-1.5 max-h-64 overflow-auto rounded-md bg-muted p-2.5 font-mono text-xs break-words whitespace-pre-wrap">
            {JSON.stringify(props, null, 2) ?? 'nothing'}
          </pre>
        </details>
      </div>
    </Frame>
  )
}
