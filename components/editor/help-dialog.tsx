'use client'
import { useModKey } from '../shell/use-command-key.ts'
import { Dialog, Kbd } from '../ui/index.ts'
import { listedShortcuts } from './shortcuts.ts'

export function HelpDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const mod = useModKey()
  return (
    <Dialog size="lg" open={open} onOpenChange={onOpenChange} title="Keyboard" description="On the canvas. In text fields keys do what they always do.">
      {/* It takes the focus: on a small screen it is scrolled by keys. */}
      <dl tabIndex={0} aria-label="Keys" className="grid gap-x-10 gap-y-1.5 text-sm sm:grid-cols-2">
        {listedShortcuts.map(({ keys, does }) => (
          <div key={keys} className="flex items-center justify-between gap-4">
            <dt>{does}</dt>
            <dd>
              <Kbd keys={keys.replace('Mod', mod)} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
