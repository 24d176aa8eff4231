'use client'
import { Check, ChevronRight, CircleSlash, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ToolCallItem } from '../../server/conversation/index.ts'
import type { Json } from '../../server/kernel/json.ts'
import { Spinner } from '../ui/index.ts'
import { scrollsByKeyboard } from './scrolls.ts'
import { toolWords } from './words.ts'

const marks: Record<ToolCallItem['status'], { icon: ReactNode; word: string }> = {
  running: { icon: <Spinner label="Working" className="size-3.5 text-ember" />, word: '' },
  done: { icon: <Check aria-hidden="true" className="size-3.5 text-success" />, word: '' },
  failed: { icon: <TriangleAlert aria-hidden="true" className="size-3.5 text-destructive" />, word: 'did not work' },
  stopped: { icon: <CircleSlash aria-hidden="true" className="size-3.5" />, word: 'stopped' },
}

/** One use of a tool: a quiet line that opens to what went in and what came out. */
export function ToolCall({ item }: { item: ToolCallItem }) {
  const { icon, word } = marks[item.status]
  return (
    <details className="group text-sm text-muted-foreground">
      <summary className="-mx-1.5 inline-flex max-w-full list-none items-center gap-1.5 rounded-md px-1.5 py-0.5 select-none hover:bg-accent hover:text-foreground coarse:py-1.5 [&::-webkit-details-marker]:hidden">
        {icon}
        <span className="truncate">
          {toolWords(item.name)}
          {word ? ` ${word}` : ''}
        </span>
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
      </summary>
      <div className="mt-1.5 mb-1 grid gap-2 border-l pl-3">
        <Data label="Asked with" value={item.input} />
        {item.status === 'done' || item.status === 'failed' ? <Data label={item.status === 'done' ? 'Came back' : 'Why'} value={item.output} /> : null}
      </div>
    </details>
  )
}

function Data({ label, value }: { label: string; value: Json }) {
  const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2)
  return (
    <div className="min-w-0">
      <div className="text-xs">{label}</div>
      <pre
        {...scrollsByKeyboard}
        className="mt-0.5 max-h-72 overflow-auto rounded-md bg-muted px-2.5 py-2 font-mono text-xs break-words whitespace-pre-wrap text-foreground"
      >
        {text === '{}' ? 'nothing' : text}
      </pre>
    </div>
  )
}
