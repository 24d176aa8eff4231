'use client'
import { useState } from 'react'
import type { Json } from '../../../server/kernel/json.ts'
import { getPayloadContract } from '../../../server/runs/contract.ts'
import { useData } from '../../data/use-data.ts'
import { JsonView } from '../../runs/json-view.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Button } from '../../ui/index.ts'

type Large = { port: string; hash: string; bytes: number }

/** Values by port; those too large for the events are fetched when somebody asks for them. */
export function LargeJson({ label, run, value }: { label: string; run: string; value: Json }) {
  return (
    <div className="grid gap-2">
      <JsonView label={label} value={value} />
      {largeIn(value).map((large) => (
        <Fetched key={large.hash} run={run} large={large} />
      ))}
    </div>
  )
}

function Fetched({ run, large: { port, hash, bytes } }: { run: string; large: Large }) {
  const { slug: workspace } = useWorkspace()
  const [asked, setAsked] = useState(false)
  const payload = useData(getPayloadContract, { workspace, run, hash }, { enabled: asked })
  if (payload.data) return <JsonView label={port} value={payload.data.value} />
  return (
    <Button size="sm" className="justify-self-start" busy={payload.isFetching} onClick={() => setAsked(true)}>
      {payload.isError ? `“${port}” could not be fetched. Try again` : `Fetch “${port}”, ${Math.ceil(bytes / 1024).toLocaleString('en')} KB`}
    </Button>
  )
}

function largeIn(value: Json): Large[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([port, held]): Large[] => {
    const large = typeof held === 'object' && held !== null && !Array.isArray(held) ? held.$large : undefined
    if (typeof large !== 'object' || large === null || Array.isArray(large) || typeof large.hash !== 'string') return []
    return [{ port, hash: large.hash, bytes: typeof large.bytes === 'number' ? large.bytes : 0 }]
  })
}
