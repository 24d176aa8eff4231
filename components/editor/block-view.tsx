'use client'
import type { NodeProps } from '@xyflow/react'
import { TriangleAlert } from 'lucide-react'
import { memo, useCallback, useContext, useMemo } from 'react'
import type { Card } from '../../server/engine/card.ts'
import type { FlowNode, InputValue } from '../../server/engine/flow.ts'
import { toolsOf } from '../block-form/index.ts'
import { Icon } from '../icon.tsx'
import { cx } from '../ui/index.ts'
import { BlockRow, type Called } from './block-row.tsx'
import type { BlockItem } from './canvas-items.ts'
import { CommentBadge } from './comments/comment-badge.tsx'
import { useSelected, useTools } from './context.ts'
import { useGivenDistance } from './far.ts'
import { LightsContext } from './lights.ts'
import { MarksContext } from './marks.ts'
import { PlainBlock } from './plain-block.tsx'
import { PortDot } from './port-dot.tsx'
import { cardIn } from './state/card-in.ts'
import type { EditorState } from './state/editor-state.ts'
import { type Point, sameData } from './state/flow-edit.ts'
import { framesOf } from './state/frames.ts'
import { type Row, shapeOf, unknownShape } from './state/geometry.ts'
import { portOf, titleOf } from './state/ports.ts'
import { type Wired, wireIndex } from './state/wire-index.ts'
import { BlockFigure } from './try/block-figure.tsx'
import { useOwnProblems } from './use-problems.ts'

/** A block on the canvas. From very far it is a box. */
export const BlockView = memo(function BlockView({ id, selected }: NodeProps<BlockItem>) {
  return useGivenDistance() === 'very-far' ? <PlainBlock id={id} selected={selected} /> : <WholeBlock id={id} selected={selected} />
})

/** What it is, its ports, and what its inputs hold. */
function WholeBlock({ id, selected }: { id: string; selected: boolean }) {
  const { store, help } = useTools()
  const {
    node,
    card,
    wired: ports,
    end,
  } = useSelected(
    store,
    useCallback(
      ({ flow }: EditorState) => ({
        node: flow.nodes[id],
        card: cardIn(flow, store.catalogue, id),
        wired: wireIndex(flow).portsOf(id),
        end: framesOf(flow, store.catalogue).get(id)?.end,
      }),
      [id, store],
    ),
    sameDrawn,
  )
  const light = useContext(LightsContext)?.[id]
  const mark = useContext(MarksContext)?.nodes[id]
  const far = useGivenDistance() !== 'near'
  const own = useOwnProblems(id)
  const shape = useMemo(() => (card ? shapeOf(card, ports.inputs, end) : unknownShape(ports)), [card, ports, end])
  if (!node) return null
  const called = calledBy(node, card, help.agents)
  const wrong = own.filter(({ code }) => code !== 'missing-input')
  const wanted = new Set(own.flatMap(({ code, port }) => (code === 'missing-input' && port ? [port] : [])))
  const badPorts = new Set(wrong.flatMap(({ port }) => port ?? []))
  const rowsOf = (rows: readonly Row[]) =>
    rows.map((row) => (
      <BlockRow key={`${row.input?.name} ${row.output?.name}`} row={row} node={node} wired={ports.inputs} problems={badPorts} wanted={wanted} called={called} />
    ))
  return (
    <>
      {shape.end ? (
        <div
          className={cx('block block-end', selected && 'block-selected', node.disabled && 'block-off', wrong.length > 0 && 'block-problem')}
          style={{ left: shape.end.x, top: shape.end.y, width: shape.end.width, height: shape.end.height }}
        >
          <p className={cx('flex h-10 items-center px-3 text-muted-foreground', far ? 'text-base' : 'text-xs')}>
            <span className="truncate">End of {titleOf(node, card)}</span>
          </p>
          <div className={cx('border-t py-[7px] transition-opacity', far && 'opacity-0')}>{rowsOf(shape.end.rows)}</div>
        </div>
      ) : null}
      <div
        data-light={light}
        data-mark={mark}
        className={cx('block', selected && 'block-selected', node.disabled && 'block-off', far && 'block-far', wrong.length > 0 && 'block-problem')}
      >
        <header className="flex h-10 items-center gap-2.5 pr-3 pl-2.5">
          <span className="flex size-6 shrink-0 items-center justify-center rounded-md bg-muted text-muted-foreground">
            <Icon name={card?.icon ?? 'box'} className="size-3.5" />
          </span>
          <span className={cx('min-w-0 flex-1 truncate font-medium', far ? 'text-lg' : 'text-sm')}>
            {node.title?.trim() || called?.name || titleOf(node, card)}
          </span>
          <CommentBadge node={id} />
          {node.disabled ? <span className="text-2xs text-muted-foreground">off</span> : null}
          {wrong.length > 0 ? (
            <TriangleAlert aria-label={wrong[0]?.message} className="size-3.5 shrink-0 text-destructive" />
          ) : card ? (
            <Nature card={card} />
          ) : null}
        </header>
        {shape.rows.length > 0 ? (
          <div className={cx('border-t py-[7px] transition-opacity', far && 'opacity-0')}>{card ? rowsOf(shape.rows) : null}</div>
        ) : null}
        {shape.tools ? <ToolStrip value={node.inputs[shape.tools]} far={far} /> : null}
        <BlockFigure node={id} />
        {shape.spots.map((spot) => {
          const port = card && portOf(card, spot.side, spot.port)
          return (
            <PortDot
              key={`${spot.side} ${spot.port}`}
              node={id}
              spot={spot}
              title={port?.title ?? spot.port}
              schema={port?.schema ?? {}}
              control={port?.control ?? false}
              wired={(spot.side === 'input' ? ports.inputs : ports.outputs).has(spot.port)}
              mark={badPorts.has(spot.port) ? 'problem' : spot.side === 'input' && wanted.has(spot.port) ? 'wanted' : undefined}
            />
          )
        })}
      </div>
    </>
  )
}

/** What an agent may use, at a glance. */
function ToolStrip({ value, far }: { value: InputValue | undefined; far: boolean }) {
  const { store } = useTools()
  const tools = toolsOf(value?.kind === 'literal' ? value.value : undefined)
  const cards = tools.map(({ block }) => store.catalogue.get(block))
  return (
    <div
      className={cx(
        'flex h-8 items-center gap-1.5 rounded-b-lg border-t bg-muted/50 px-3 text-xs text-muted-foreground transition-opacity',
        far && 'opacity-0',
      )}
    >
      {cards.length === 0 ? 'No tools' : 'Tools'}
      <span className="ml-auto flex items-center gap-2">
        {cards.slice(0, 7).map((card, index) => (
          <span key={`${tools[index]?.block} ${tools[index]?.name}`} title={card?.title ?? tools[index]?.block}>
            <Icon name={card?.icon ?? 'box'} className="size-3.5" />
          </span>
        ))}
        {cards.length > 7 ? <span className="tabular-nums">+{cards.length - 7}</span> : null}
      </span>
    </div>
  )
}

/** One quiet word for what a person should know before running it. */
function Nature({ card }: { card: Card }) {
  const word = card.destructive ? 'cannot be undone' : card.trigger ? 'start' : null
  return word ? <span className="text-2xs text-subtle-foreground">{word}</span> : null
}

type Drawn = { node: FlowNode | undefined; card: Card | undefined; wired: Wired; end: Point | undefined }
/** Asked of every block with every step of the hand: first by what is the same object. */
function sameDrawn(a: Drawn, b: Drawn): boolean {
  return sameButPlace(a.node, b.node) && a.card === b.card && a.wired.key === b.wired.key && a.end?.x === b.end?.x && a.end?.y === b.end?.y
}

/** A block that runs another agent's flow goes by that agent's name, whatever it is called by now. */
function calledBy(node: FlowNode, card: Card | undefined, agents: readonly { id: string; name: string }[]): Called | undefined {
  const port = card?.inputs.find(({ name }) => card.fields[name]?.control === 'agent')?.name
  const held = port === undefined ? undefined : node.inputs[port]
  const name = held?.kind === 'literal' ? agents.find(({ id }) => id === held.value)?.name : undefined
  return port !== undefined && name !== undefined ? { port, name } : undefined
}

function sameButPlace(a: FlowNode | undefined, b: FlowNode | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && sameData({ ...a, position: null }, { ...b, position: null }))
}
