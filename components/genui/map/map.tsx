'use client'
import { MapPin, Maximize2, Minus, Plus } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { MapProps, Marker } from '../../../server/blocks/show/props/index.ts'
import { cx, IconButton } from '../../ui/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { useWidth } from '../chart/use-width.ts'
import { Frame } from '../frame.tsx'
import { RadioList } from '../radio-list.tsx'
import { useAsk } from '../use-ask.ts'
import { useCardUi } from '../use-card-ui.ts'
import { Earth } from './earth.tsx'
import { firstView, type View, within } from './view.ts'

const height = 264

/** Places on the earth, drawn from outlines that ship with the product. The list below says all that the picture shows. */
export function PlaceMap({ props, emit }: { props: MapProps; emit: (event: string) => void }) {
  const { title, markers } = props
  const { state, stuck, said, submit, decline } = useAsk(emit)
  const [ref, width] = useWidth<HTMLDivElement>()
  const [moved, setMoved] = useState<View>()
  const [kept, setKept] = useCardUi<string>('/picked')
  const asks = state.phase !== 'shown'
  const picked = typeof said?.place === 'string' ? said.place : kept
  const chosen = markers.find(({ id }) => id === picked)
  const box = { width: width ?? 0, height }
  const view = moved ?? firstView(props, box)
  const look = (next: View) => setMoved(within(next, box))
  const nearer = (times: number) => look({ ...view, size: view.size * times })
  const drag = useDrag(view, look)

  function onKey(event: KeyboardEvent) {
    const step = 60 / view.size
    const moves: Record<string, () => void> = {
      ArrowLeft: () => look({ ...view, x: view.x - step }),
      ArrowRight: () => look({ ...view, x: view.x + step }),
      ArrowUp: () => look({ ...view, y: view.y - step }),
      ArrowDown: () => look({ ...view, y: view.y + step }),
      '+': () => nearer(1.6),
      '=': () => nearer(1.6),
      '-': () => nearer(1 / 1.6),
      '0': () => setMoved(undefined),
    }
    const move = Object.hasOwn(moves, event.key) && !event.ctrlKey && !event.metaKey ? moves[event.key] : undefined
    if (!move) return
    event.preventDefault()
    move()
  }

  return (
    <Frame wide icon={MapPin} title={state.title ?? (title || 'Map')} live={state.phase === 'open'} aside={<VerdictBadge />}>
      <div ref={ref} className="relative bg-info-soft" style={{ height }}>
        {width ? (
          <div
            role="application"
            aria-label={`Map of ${markers.length === 1 ? 'one place' : `${markers.length} places`}. Arrows move it, plus and minus zoom, 0 shows all. The places are listed below.`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved by keys
            tabIndex={0}
            className="size-full cursor-grab touch-pan-y focus-visible:-outline-offset-2 active:cursor-grabbing"
            onKeyDown={onKey}
            {...drag}
          >
            <Earth map={props} view={view} box={box} picked={picked} onPick={(id) => (stuck && asks ? undefined : setKept(id))} />
          </div>
        ) : null}
        <div className="absolute top-2 right-2 grid rounded-md border bg-card/90 shadow-raised">
          <IconButton size="sm" label="Nearer" onClick={() => nearer(1.6)}>
            <Plus aria-hidden="true" />
          </IconButton>
          <IconButton size="sm" label="Farther" onClick={() => nearer(1 / 1.6)}>
            <Minus aria-hidden="true" />
          </IconButton>
          <IconButton size="sm" label="Show all" disabled={moved === undefined} onClick={() => setMoved(undefined)}>
            <Maximize2 aria-hidden="true" />
          </IconButton>
        </div>
      </div>
      {markers.length === 0 ? <p className="border-t px-4 py-3 text-sm text-muted-foreground">There are no places on this map.</p> : null}
      {markers.length > 0 && asks ? (
        <div className="max-h-60 overflow-y-auto border-t px-4 py-3">
          <RadioList
            legend="Places"
            options={markers.map(({ id, label, detail }) => ({ id, title: <span className="font-medium">{label}</span>, ...(detail ? { hint: detail } : {}) }))}
            value={picked}
            onChange={setKept}
            disabled={stuck}
          />
        </div>
      ) : null}
      {markers.length > 0 && !asks ? <Places markers={markers} picked={picked} onPick={setKept} /> : null}
      <AnswerBar
        approve={chosen ? `Choose ${chosen.label}` : 'Choose a place'}
        decline="None of these"
        done="Chosen"
        blocked={!chosen}
        onApprove={() => chosen && submit({ place: chosen.id })}
        onDecline={decline}
      />
    </Frame>
  )
}

function Places({ markers, picked, onPick }: { markers: Marker[]; picked: string | undefined; onPick: (id: string) => void }) {
  return (
    <ul className="max-h-52 divide-y overflow-y-auto border-t">
      {markers.map(({ id, label, detail }) => (
        <li key={id}>
          <button
            type="button"
            aria-pressed={id === picked}
            onClick={() => onPick(id)}
            className={cx(
              'flex min-h-9 w-full items-baseline gap-3 px-4 py-2 text-left text-sm hover:bg-accent focus-visible:-outline-offset-2',
              id === picked && 'bg-accent',
            )}
          >
            <span className="min-w-0 font-medium break-words">{label}</span>
            <span className="min-w-0 flex-1 text-right text-xs break-words text-muted-foreground">{detail}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Moves the view with the pointer. */
function useDrag(view: View, look: (view: View) => void) {
  const from = useRef<{ x: number; y: number; view: View }>(undefined)
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return
      from.current = { x: event.clientX, y: event.clientY, view }
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const start = from.current
      if (!start || Math.hypot(event.clientX - start.x, event.clientY - start.y) < 4) return
      event.currentTarget.setPointerCapture(event.pointerId)
      look({ ...start.view, x: start.view.x - (event.clientX - start.x) / start.view.size, y: start.view.y - (event.clientY - start.y) / start.view.size })
    },
    onPointerUp() {
      from.current = undefined
    },
    onPointerCancel() {
      from.current = undefined
    },
  }
}
