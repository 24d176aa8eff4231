'use client'
import { LayoutDashboard } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { ViewSpec } from '../../../server/blocks/show/props/check-view.ts'
import { actionsOf, inputsOf, type ViewProps } from '../../../server/blocks/show/props/view.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { CardContext, useCardState } from '../card-context.tsx'
import { readTyped, type Typed, typedOf, type Values } from '../form/typed-values.ts'
import { Frame } from '../frame.tsx'
import { objectOf, useAsk } from '../use-ask.ts'
import { useCardUi } from '../use-card-ui.ts'
import { ViewContext } from './view-context.ts'

/** Anything an agent lays out. Its parts come as children; what is pressed in it is its one answer. */
export function View({ props, emit, children }: { props: ViewProps; emit: (event: string) => void; children?: ReactNode }) {
  const spec = props.spec as ViewSpec
  const { state, open, stuck, said, submit, decline } = useAsk(emit)
  const { workspace } = useCardState()
  const [typed] = useCardUi<Typed>('/typed')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const fields = inputsOf(spec)
  const asks = actionsOf(spec).length > 0

  function press(action: string) {
    const read = readTyped(fields, { ...typedOf(fields, {}), ...typed })
    setWrong(read.ok ? {} : read.wrong)
    if (read.ok) submit({ action, values: read.values })
  }

  const pressed = typeof said?.action === 'string' ? said.action : undefined
  return (
    <Frame wide icon={LayoutDashboard} title={props.title || state.title || 'View'} live={state.phase === 'open'} aside={<VerdictBadge />}>
      <ViewContext value={{ open, stuck, pressed, said: objectOf(said?.values) as Values | undefined, wrong, press }}>
        {/* cards within it only show: the view is what asks */}
        <CardContext value={{ phase: 'shown', ...(workspace === undefined ? {} : { workspace }) }}>
          <div className="min-w-0 px-4 py-3.5">{children}</div>
        </CardContext>
      </ViewContext>
      {asks ? <AnswerBar decline="Not now" onDecline={decline} done={pressed && `${labelOf(spec, pressed)}: pressed`} /> : null}
    </Frame>
  )
}

const labelOf = ({ elements }: ViewSpec, action: string): string =>
  String(Object.values(elements).find(({ type, props }) => type === 'Button' && props.action === action)?.props.label ?? action)
