'use client'
import { useReactFlow, useStore, ViewportPortal } from '@xyflow/react'
import { useSyncExternalStore } from 'react'
import { useEditor, useTools } from './context.ts'
import type { PersonHere } from './state/people-here.ts'
import { toneClass } from './tone-class.ts'
import type { OpenFlow } from './use-shared-flow.ts'

/** Others on the canvas: where their pointers are, and what they have selected. */
export function OthersHere() {
  const { draft } = useTools()
  return draft ? <Others draft={draft} /> : null
}

function Others({ draft }: { draft: OpenFlow }) {
  const { people } = draft
  const here = useSyncExternalStore(people.subscribe, people.get, people.get)
  return here.length === 0 ? null : <Seen here={here} draft={draft} />
}

function Seen({ here, draft: { shared } }: { here: readonly PersonHere[]; draft: OpenFlow }) {
  const zoom = useStore((state) => state.transform[2])
  const flow = useEditor((state) => state.flow)
  const { getInternalNode } = useReactFlow()
  return (
    <ViewportPortal>
      <div aria-hidden="true" className="pointer-events-none">
        {here.flatMap((one) =>
          one.nodes.flatMap((key) => {
            const id = shared.idOf(key)
            const node = id === undefined || !(id in flow.nodes) ? undefined : getInternalNode(id)
            if (!node) return []
            const { x, y } = node.position
            return [
              <div
                key={`${one.id} ${key}`}
                className={`absolute rounded-xl border-2 ${toneClass(one.tone).border}`}
                style={{ transform: `translate(${x - 4}px, ${y - 4}px)`, width: (node.width ?? 0) + 8, height: (node.height ?? 0) + 8 }}
              />,
            ]
          }),
        )}
        {here.map((one) => (one.at ? <Pointer key={one.id} one={one} at={one.at} zoom={zoom} /> : null))}
      </div>
    </ViewportPortal>
  )
}

/** As large at every zoom. */
function Pointer({ one, at, zoom }: { one: PersonHere; at: { x: number; y: number }; zoom: number }) {
  return (
    <div
      className="absolute z-50 origin-top-left transition-transform duration-100 ease-linear motion-reduce:transition-none"
      style={{ transform: `translate(${at.x}px, ${at.y}px) scale(${1 / zoom})` }}
    >
      <svg viewBox="0 0 16 16" className={`size-4 drop-shadow-sm ${toneClass(one.tone).fill}`} aria-hidden="true">
        <path d="M1 1l5.2 13 2-5.6L14 6.2z" fill="currentColor" stroke="var(--background)" strokeWidth="1" />
      </svg>
      <span className="ml-3 block w-max max-w-40 truncate rounded-full border bg-popover px-2 py-0.5 text-2xs font-medium text-foreground shadow-raised">
        {one.name}
      </span>
    </div>
  )
}
