import { isDeepStrictEqual } from 'node:util'
import type { Catalogue } from '../engine/card.ts'
import type { Flow, FlowNode } from '../engine/flow.ts'
import type { Problem } from '../engine/plan.ts'
import type { EnvironmentName, Missing } from '../environments/contract.ts'
import type { ChecklistItem } from './contract.ts'

export type ChecklistFacts = {
  problems: readonly Problem[]
  missing: readonly Missing[]
  environment: EnvironmentName
  /** Nodes with a pinned output. */
  pinned: readonly string[]
  samples: number
  /** What ran to its end when it was tried, newest first. */
  tried: readonly Flow[]
  /** The nodes of open talks; one that is gone, too. */
  discussed: readonly string[]
}

/** What to look at before a draft is published: first what keeps it from being, then what one should know. */
export function checklistOf(flow: Flow, catalogue: Catalogue, facts: ChecklistFacts): ChecklistItem[] {
  const blocking = [...facts.problems.map(problemItem), ...facts.missing.map(missingItem)]
  return [...blocking, ...triedItems(flow, facts), ...ofBlocks(flow, catalogue), ...pinItems(flow, facts), ...commentItems(flow, facts)]
}

const problemItem = ({ message, node, nodes }: Problem): ChecklistItem => ({
  level: 'blocking',
  kind: 'problem',
  message,
  todo: 'Solve it on the canvas.',
  nodes: nodes ?? (node === undefined ? [] : [node]),
})

/** What is wrong is its first sentence, what to do about it the rest. */
function missingItem({ kind, message, node }: Missing): ChecklistItem {
  const end = message.indexOf('. ') + 1
  return {
    level: 'blocking',
    kind: kind === 'secret' ? 'missing-secret' : 'missing-model',
    message: message.slice(0, end),
    todo: message.slice(end + 1),
    nodes: [node],
  }
}

const advice = (kind: ChecklistItem['kind'], message: string, todo: string, nodes: string[] = []): ChecklistItem => ({
  level: 'advisory',
  kind,
  message,
  todo,
  nodes,
})

function triedItems(flow: Flow, { tried }: ChecklistFacts): ChecklistItem[] {
  if (Object.keys(flow.nodes).length === 0 || tried.some((one) => sameWork(one, flow))) return []
  return [
    tried.length === 0
      ? advice('not-tried', 'The draft has never been tried to its end.', 'Try it once.')
      : advice('not-tried', 'The draft was changed since it was last tried to its end.', 'Try it again.'),
  ]
}

/** Where blocks stand and what they are called changes nothing of what they do. */
function sameWork(a: Flow, b: Flow): boolean {
  return isDeepStrictEqual(workOf(a), workOf(b))
}
function workOf({ nodes, wires }: Flow): unknown {
  const working = Object.entries(nodes).map(([id, { position: _p, title: _t, note: _n, ...node }]) => [id, JSON.parse(JSON.stringify(node))])
  return {
    nodes: Object.fromEntries(working),
    wires: new Set(wires.map((wire) => JSON.stringify([wire.from.node, wire.from.port, wire.to.node, wire.to.port]))),
  }
}

function ofBlocks(flow: Flow, catalogue: Catalogue): ChecklistItem[] {
  const handled = new Set(flow.wires.flatMap(({ from }) => (from.port === 'error' ? [from.node] : [])))
  const nodes = Object.entries(flow.nodes).filter(([, node]) => !node.disabled)
  const endless = nodes.flatMap(([id, node]) => (waitsForever(node, catalogue) && !isWired(flow, id, 'hours') ? [id] : []))
  const bare = nodes.flatMap(([id, node]) =>
    catalogue.get(node.block)?.destructive && !handled.has(id) && !isCaught(flow, node, handled, catalogue) ? [id] : [],
  )
  const silent = nodes.flatMap(([id, node]) =>
    hoursOf(node, catalogue) > 0 && !flow.wires.some(({ from }) => from.node === id && (from.port === 'expired' || from.port === 'error')) ? [id] : [],
  )
  return [
    ...bare.map((id) =>
      advice(
        'no-error-path',
        `${nameOf(flow, catalogue, id)} cannot be undone, and nothing handles its failure.`,
        'Wire its error output, or put it into Try.',
        [id],
      ),
    ),
    ...endless.map((id) =>
      advice('no-deadline', `${nameOf(flow, catalogue, id)} waits without end when nobody answers.`, 'Give it hours to answer, under More.', [id]),
    ),
    ...silent.map((id) => advice('no-answer', `Nothing happens when nobody answers ${nameOf(flow, catalogue, id)} in time.`, 'Wire its expired output.', [id])),
  ]
}

const asks = (node: FlowNode, catalogue: Catalogue): boolean =>
  node.block.startsWith('human.') && (catalogue.get(node.block)?.inputs.some(({ name }) => name === 'hours') ?? false)

function hoursOf(node: FlowNode, catalogue: Catalogue): number {
  const { hours } = node.inputs
  return asks(node, catalogue) && hours?.kind === 'literal' && typeof hours.value === 'number' ? hours.value : 0
}

const waitsForever = (node: FlowNode, catalogue: Catalogue): boolean =>
  asks(node, catalogue) && (node.inputs.hours === undefined || node.inputs.hours.kind === 'literal') && hoursOf(node, catalogue) === 0

const isWired = (flow: Flow, id: string, port: string): boolean => flow.wires.some(({ to }) => to.node === id && to.port === port)

/** A container around it takes the failure up, or hands it on to one that does. */
function isCaught(flow: Flow, node: FlowNode, handled: ReadonlySet<string>, catalogue: Catalogue): boolean {
  const around = node.parent === undefined ? undefined : flow.nodes[node.parent]
  if (node.parent === undefined || !around) return false
  return handled.has(node.parent) || catalogue.get(around.block)?.container === 'try' || isCaught(flow, around, handled, catalogue)
}

function pinItems(flow: Flow, { pinned, samples }: ChecklistFacts): ChecklistItem[] {
  const there = pinned.filter((id) => Object.hasOwn(flow.nodes, id))
  const words = there.length === 1 ? 'One block has a pinned output' : `${there.length} blocks have pinned outputs`
  return [
    ...(there.length > 0 ? [advice('pinned', `${words}.`, 'Pins are for trying only: what is published does the work itself.', there)] : []),
    ...(samples === 0 && startsWithInput(flow)
      ? [advice('no-sample', 'No sample input is saved with the flow.', 'Save one when you try it: whoever changes the flow next can try it the same way.')]
      : []),
  ]
}

const startsWithInput = (flow: Flow): boolean =>
  Object.values(flow.nodes).some(({ block, ports }) => block === 'manual.start' && (ports?.outputs.length ?? 0) > 0)

function commentItems(flow: Flow, { discussed }: ChecklistFacts): ChecklistItem[] {
  if (discussed.length === 0) return []
  const nodes = [...new Set(discussed.filter((id) => Object.hasOwn(flow.nodes, id)))]
  const words = discussed.length === 1 ? 'One comment is open' : `${discussed.length} comments are open`
  return [advice('open-comments', `${words}.`, 'Read and resolve them.', nodes)]
}

function nameOf(flow: Flow, catalogue: Catalogue, id: string): string {
  const node = flow.nodes[id]
  return `“${node?.title ?? catalogue.get(node?.block ?? '')?.title ?? id}”`
}
