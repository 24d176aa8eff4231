import type { Catalogue } from './card.ts'
import { cardOfNode } from './card-of-node.ts'
import { controlInput, type Flow, type FlowNode, type InputValue, type Wire } from './flow.ts'

/** One setting before and after, as people read it; null: it was or is not there. */
export type SettingChange = { key: string; title: string; before: string | null; after: string | null }
/** `moved`: only its place on the canvas is another one. */
export type NodeChange = { kind: 'added' | 'removed' | 'changed' | 'moved'; title: string; icon: string; settings: SettingChange[] }
export type FlowDiff = {
  /** Only nodes with a difference, by id; in the order of the newer flow, what was removed last. */
  nodes: Record<string, NodeChange>
  wires: { wire: Wire; kind: 'added' | 'removed' }[]
  /** Of the flow as a whole. */
  settings: SettingChange[]
  /** What only looks otherwise, in words: the ways of wires, groups. */
  looks: string[]
}

/** What makes one flow of another. Nodes are the same when their ids are, so a rename is a change of that node. */
export function diffFlows(before: Flow, after: Flow, catalogue: Catalogue): FlowDiff {
  const nodes: FlowDiff['nodes'] = {}
  for (const [id, node] of Object.entries(after.nodes)) {
    const former = before.nodes[id]
    const about = { title: titleOf(node, catalogue), icon: catalogue.get(node.block)?.icon ?? 'box' }
    const settings = changesBetween(former ? settingsOf(id, before, catalogue) : new Map(), settingsOf(id, after, catalogue))
    if (!former) nodes[id] = { kind: 'added', ...about, settings }
    else if (settings.length > 0) nodes[id] = { kind: 'changed', ...about, settings }
    else if (former.position.x !== node.position.x || former.position.y !== node.position.y) nodes[id] = { kind: 'moved', ...about, settings: [] }
  }
  for (const [id, node] of Object.entries(before.nodes))
    if (!after.nodes[id]) nodes[id] = { kind: 'removed', title: titleOf(node, catalogue), icon: catalogue.get(node.block)?.icon ?? 'box', settings: [] }
  return { nodes, wires: wireChanges(before, after), settings: changesBetween(flowSettings(before), flowSettings(after)), looks: looksBetween(before, after) }
}

/** How many there are of each kind, for a line that sums it up. */
export function countChanges({ nodes, wires, settings }: FlowDiff): {
  added: number
  removed: number
  changed: number
  moved: number
  wires: number
  settings: number
} {
  const count = (kind: NodeChange['kind']): number => Object.values(nodes).filter((node) => node.kind === kind).length
  return {
    added: count('added'),
    removed: count('removed'),
    changed: count('changed'),
    moved: count('moved'),
    wires: wires.length,
    settings: settings.length,
  }
}

/** One that holds everything of both, to draw them as one: the newer flow, and what was removed where it was. */
export function unionOf(before: Flow, after: Flow): Flow {
  const known = new Set(after.wires.map(wireKey))
  return { ...after, nodes: { ...before.nodes, ...after.nodes }, wires: [...after.wires, ...before.wires.filter((wire) => !known.has(wireKey(wire)))] }
}

type Settings = Map<string, { title: string; text: string }>

function changesBetween(before: Settings, after: Settings): SettingChange[] {
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((key): SettingChange[] => {
    const [was, is] = [before.get(key), after.get(key)]
    return was?.text === is?.text ? [] : [{ key, title: (is ?? was)?.title ?? key, before: was?.text ?? null, after: is?.text ?? null }]
  })
}

function settingsOf(id: string, flow: Flow, catalogue: Catalogue): Settings {
  const settings: Settings = new Map()
  const node = flow.nodes[id]
  if (!node) return settings
  const bare = catalogue.get(node.block)
  const card = bare && cardOfNode(node, bare)
  const set = (key: string, title: string, text: string | undefined): void => {
    if (text !== undefined && text !== '') settings.set(key, { title, text })
  }
  set('title', 'Name', node.title)
  set('block', 'Block', bare ? `${bare.title}${node.version > 1 ? `, version ${node.version}` : ''}` : `${node.block}, version ${node.version}`)
  const ports = [...(card?.inputs ?? []), ...(card?.inside?.inputs ?? [])]
  for (const port of new Set([...ports.map(({ name }) => name), ...Object.keys(node.inputs), ...portsFed(id, flow)])) {
    const title = port === controlInput ? 'After' : (ports.find(({ name }) => name === port)?.title ?? port)
    set(`input ${port}`, title, sourcesOf(id, port, flow, catalogue) ?? textOf(node.inputs[port]))
  }
  set('disabled', 'Switched off', node.disabled ? 'yes' : undefined)
  set('parent', 'Lies in', node.parent === undefined ? undefined : nameIn(node.parent, flow, catalogue))
  set('ports', 'Ports of its own', node.ports && JSON.stringify(node.ports, null, 2))
  set('timeoutMs', 'Time limit', node.timeoutMs === undefined ? undefined : `${node.timeoutMs / 1000} s`)
  set(
    'retry',
    'Tried again',
    node.retry && `${node.retry.attempts} times, after ${node.retry.backoffMs / 1000} s, ${node.retry.factor} times as long each time`,
  )
  set('note', 'Note', node.note)
  return settings
}

function portsFed(id: string, flow: Flow): string[] {
  return flow.wires.flatMap(({ to }) => (to.node === id ? [to.port] : []))
}

/** Where its wires come from; undefined when none lead there. */
function sourcesOf(id: string, port: string, flow: Flow, catalogue: Catalogue): string | undefined {
  const from = flow.wires.flatMap((wire) => (wire.to.node === id && wire.to.port === port ? [wire.from] : []))
  if (from.length === 0) return undefined
  return from
    .map(({ node, port: output }) => `from ${nameIn(node, flow, catalogue)} · ${outputTitle(flow.nodes[node], output, catalogue)}`)
    .sort()
    .join('\n')
}

function outputTitle(node: FlowNode | undefined, port: string, catalogue: Catalogue): string {
  const bare = node && catalogue.get(node.block)
  const card = bare && cardOfNode(node, bare)
  return [...(card?.outputs ?? []), ...(card?.inside?.outputs ?? [])].find(({ name }) => name === port)?.title ?? port
}

function textOf(value: InputValue | undefined): string | undefined {
  if (!value) return undefined
  if (value.kind === 'secret') return `secret ${value.name}`
  if (value.kind === 'expression') return `= ${value.source.trim()}`
  return typeof value.value === 'string' ? value.value : JSON.stringify(value.value, null, 2)
}

function flowSettings({ concurrency }: Flow): Settings {
  if (!concurrency) return new Map()
  const { most, key, beyond } = concurrency
  const words = { queue: 'one more waits', drop: 'one more is not started', replace: 'one more replaces the oldest' }[beyond]
  return new Map([['concurrency', { title: 'Runs at once', text: `${most}${key ? ` for each ${key}` : ''}; ${words}` }]])
}

function wireChanges(before: Flow, after: Flow): FlowDiff['wires'] {
  const [were, are] = [new Set(before.wires.map(wireKey)), new Set(after.wires.map(wireKey))]
  return [
    ...after.wires.flatMap((wire) => (were.has(wireKey(wire)) ? [] : [{ wire, kind: 'added' as const }])),
    ...before.wires.flatMap((wire) => (are.has(wireKey(wire)) ? [] : [{ wire, kind: 'removed' as const }])),
  ]
}

function looksBetween(before: Flow, after: Flow): string[] {
  const bends = new Map(before.wires.map((wire) => [wireKey(wire), wire.bends]))
  const bent = after.wires.filter((wire) => bends.has(wireKey(wire)) && JSON.stringify(bends.get(wireKey(wire))) !== JSON.stringify(wire.bends)).length
  const [were, are] = [framedIn(before), framedIn(after)]
  const groups = [...new Set([...are.keys(), ...were.keys()])].flatMap((id) => {
    const [was, is] = [were.get(id), are.get(id)]
    if (!was || !is) return [`Group ${(is ?? was)?.name} ${is ? 'added' : 'removed'}`]
    return was.text === is.text ? [] : [was.name === is.name ? `Group ${is.name} changed` : `Group ${was.name} is now ${is.name}`]
  })
  return [...(bent === 0 ? [] : [bent === 1 ? 'The way of one wire' : `The ways of ${bent} wires`]), ...groups]
}

/** The groups that frame anything. */
function framedIn({ groups = {}, nodes }: Flow): Map<string, { name: string; text: string }> {
  return new Map(
    Object.entries(groups).flatMap(([id, { title, tone, folded }]) => {
      const held = Object.keys(nodes).filter((node) => nodes[node]?.group === id)
      return held.length === 0
        ? []
        : [[id, { name: title === '' ? 'without a name' : `“${title}”`, text: `${title} ${tone} ${folded ?? false} ${held.sort()}` }]]
    }),
  )
}

const wireKey = ({ from, to }: Wire): string => `${from.node}.${from.port}>${to.node}.${to.port}`
const titleOf = (node: FlowNode, catalogue: Catalogue): string => node.title ?? catalogue.get(node.block)?.title ?? node.block

function nameIn(id: string, flow: Flow, catalogue: Catalogue): string {
  const node = flow.nodes[id]
  return node ? titleOf(node, catalogue) : id
}
