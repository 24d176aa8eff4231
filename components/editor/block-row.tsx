'use client'
import type { FlowNode } from '../../server/engine/flow.ts'
import { cx } from '../ui/index.ts'
import type { Row } from './state/geometry.ts'
import { previewOf } from './state/preview.ts'

/** The input that says which agent is run, and that agent's name. */
export type Called = { port: string; name: string }

/** A line of a block: an input with what it holds, an output, or both. */
export function BlockRow({
  row: { input, output },
  node,
  wired,
  problems,
  wanted,
  called,
}: {
  row: Row
  node: FlowNode
  wired: ReadonlySet<string>
  problems: ReadonlySet<string>
  wanted: ReadonlySet<string>
  called?: Called | undefined
}) {
  const preview = input && !wired.has(input.name) ? (called?.port === input.name ? called.name : previewOf(input, node.inputs[input.name])) : ''
  const isSet = input !== undefined && input.name in node.inputs
  return (
    <div className="flex h-6 items-center gap-2 px-3 text-xs">
      {input ? (
        <span className="flex min-w-0 flex-1 items-baseline gap-2">
          <span className={cx('shrink-0', problems.has(input.name) ? 'text-destructive' : 'text-muted-foreground')}>{input.title}</span>
          {wanted.has(input.name) ? <span className="truncate text-warning">needed</span> : null}
          {preview ? <span className={cx('min-w-0 truncate', isSet ? 'text-foreground' : 'text-subtle-foreground')}>{preview}</span> : null}
        </span>
      ) : (
        <span className="flex-1" />
      )}
      {output ? <span className="shrink-0 text-muted-foreground">{output.title}</span> : null}
    </div>
  )
}
