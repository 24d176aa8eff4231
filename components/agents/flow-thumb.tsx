import type { Flow } from '../../server/engine/flow.ts'
import { cx } from '../ui/cx.ts'

/** About the size of a node on the canvas, in its units. */
const node = { width: 200, height: 76 }

/** A flow's shape at a glance: boxes where the canvas has them, and the wires between. */
export function FlowThumb({ flow, className }: { flow: Flow; className?: string }) {
  const nodes = Object.entries(flow.nodes).filter(([, { block }]) => block !== 'note.note')
  if (nodes.length === 0) return <div className={className} />
  const xs = nodes.map(([, { position }]) => position.x)
  const ys = nodes.map(([, { position }]) => position.y)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const [width, height] = [Math.max(...xs) - left + node.width, Math.max(...ys) - top + node.height]
  const pad = 24
  return (
    <svg
      viewBox={`${left - pad} ${top - pad} ${width + 2 * pad} ${height + 2 * pad}`}
      aria-hidden="true"
      className={cx('block', className)}
      preserveAspectRatio="xMidYMid meet"
    >
      <g className="stroke-border-strong" fill="none" strokeWidth="5">
        {wiresOf(flow).map(({ key, from, to }) => {
          const [x1, y1, x2, y2] = [from.x + node.width, from.y + node.height / 2, to.x, to.y + node.height / 2]
          const bend = Math.max(40, Math.abs(x2 - x1) / 2)
          return <path key={key} d={`M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} />
        })}
      </g>
      {nodes.map(([id, { block, position }]) => (
        <g key={id} transform={`translate(${position.x} ${position.y})`}>
          <rect {...node} rx="16" strokeWidth="4" className="fill-card stroke-border-strong" />
          <circle cx="34" cy={node.height / 2} r="11" className={block === 'chat.message' || block === 'manual.start' ? 'fill-ember' : 'fill-border-strong'} />
          <rect x="60" y={node.height / 2 - 7} width="104" height="14" rx="7" className="fill-accent" />
        </g>
      ))}
    </svg>
  )
}

function wiresOf(flow: Flow) {
  return flow.wires.flatMap((wire) => {
    const from = flow.nodes[wire.from.node]?.position
    const to = flow.nodes[wire.to.node]?.position
    return from && to ? [{ key: `${wire.from.node}.${wire.from.port}→${wire.to.node}.${wire.to.port}`, from, to }] : []
  })
}
