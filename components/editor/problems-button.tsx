'use client'
import { Popover } from '@base-ui/react/popover'
import { TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Problem } from '../../server/engine/plan.ts'
import { Button, cx } from '../ui/index.ts'
import { popupClass } from '../ui/popup-class.ts'
import { useTools } from './context.ts'
import { fixFor } from './state/fixes.ts'

/** What keeps the flow from running, each with the way to it. Nothing to see while there is nothing wrong. */
export function ProblemsButton({
  problems,
  open,
  onOpenChange,
  onShow,
}: {
  problems: readonly Problem[]
  open: boolean
  onOpenChange: (open: boolean) => void
  onShow: (problem: Problem) => void
}) {
  // By a key it opens from anywhere, and the focus goes back there.
  const before = useRef<HTMLElement | null>(null)
  /** It leads to the place itself. */
  const led = useRef(false)
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement && !target.closest('[data-problems]')) before.current = target
    }
    document.addEventListener('focusin', note)
    return () => document.removeEventListener('focusin', note)
  }, [])
  useEffect(() => {
    if (open) led.current = false
  }, [open])
  if (problems.length === 0) return null
  const unfinished = problems.every(({ code }) => code === 'missing-input')
  return (
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger render={<Button variant={unfinished ? 'ghost' : 'danger-quiet'} size="md" />}>
        <TriangleAlert aria-hidden="true" />
        <span className="tabular-nums">{problems.length}</span>
        <span className="max-sm:sr-only">{unfinished ? 'to fill in' : problems.length === 1 ? 'problem' : 'problems'}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="end" sideOffset={6} className="z-[60]">
          <Popover.Popup
            data-problems
            finalFocus={() => (led.current ? false : before.current?.isConnected ? before.current : null)}
            className={cx(popupClass, 'max-h-[60dvh] w-[min(28rem,calc(100vw-1.5rem))] overflow-y-auto p-1')}
          >
            <Popover.Title className="px-2 pt-1.5 pb-1 text-xs text-muted-foreground">To solve before it can be published</Popover.Title>
            <ul>
              {problems.map((problem) => (
                <li key={`${problem.code} ${problem.node} ${problem.port} ${problem.wire} ${problem.message}`} className="flex items-start gap-1">
                  <button
                    type="button"
                    onClick={() => {
                      led.current = true
                      onShow(problem)
                    }}
                    className="min-w-0 flex-1 rounded-md px-2 py-2 text-left text-sm hover:bg-accent focus-visible:bg-accent focus-visible:outline-offset-[-2px]"
                  >
                    {problem.message}
                  </button>
                  <FixButton problem={problem} />
                </li>
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** What one press does about it, where there is such a thing. Undo takes it back. */
function FixButton({ problem }: { problem: Problem }) {
  const { store, readOnly } = useTools()
  const fix = readOnly ? null : fixFor(problem, store.get().flow, store.catalogue)
  if (!fix) return null
  return (
    <Button
      size="sm"
      className="mt-1 max-w-44 shrink-0"
      title={fix.label}
      onClick={() => {
        for (const gesture of fix.gestures) store.perform(gesture)
      }}
    >
      <span className="truncate">{fix.label}</span>
    </Button>
  )
}
