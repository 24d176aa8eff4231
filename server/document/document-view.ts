import * as Y from 'yjs'
import { bendsSchema, concurrencySchema, controlInput, type Flow, type FlowNode, type Group, groupIdSchema, groupSchema, type Wire } from '../engine/flow.ts'
import { bendPrefix, groupPrefix, nodesIn, readWireKey, settingsIn, wiresIn } from './layout.ts'
import { type Entry, readNode } from './read-node.ts'
import { sameData } from './stable-text.ts'

/** A document read as a flow. What did not change stays the same object from reading to reading. */
export type DocumentView = {
  read: () => Flow
  keyOf: (id: string) => string | undefined
  idOf: (key: string) => string | undefined
}

const mostWires = 5000

export function viewOf(doc: Y.Doc): DocumentView {
  const nodes = nodesIn(doc)
  const wires = wiresIn(doc)
  const settings = settingsIn(doc)
  const entries = new Map<string, Entry>()
  const changed = new Set<string>(nodes.keys())
  const placed = new Map<string, { entry: Entry; parent: string | undefined; node: FlowNode }>()
  let ids = new Map<string, string>()
  let keys = new Map<string, string>()
  let order: string[] = []
  let stale = { order: true, wires: true, settings: true }
  let flow: Flow = { schema: 1, nodes: {}, wires: [] }

  nodes.observeDeep((events) => {
    for (const { path, keys } of events) for (const key of path.length > 0 ? [String(path[0])] : keys.keys()) changed.add(key)
  })
  wires.observe(() => {
    stale.wires = true
  })
  settings.observe(() => {
    stale.settings = true
  })

  function refresh(): void {
    for (const key of changed) {
      const map = nodes.get(key)
      const entry = map instanceof Y.Map ? readNode(map) : undefined
      const before = entries.get(key)
      if (entry) entries.set(key, entry)
      else entries.delete(key)
      if (entry?.id !== before?.id || entry?.gone !== before?.gone || entry?.parent !== before?.parent) stale.order = true
    }
    if (stale.order) {
      order = [...entries].flatMap(([key, { gone }]) => (gone ? [] : [key])).sort()
      ids = idsOf(order, entries)
      keys = new Map([...ids].map(([key, id]) => [id, key]))
    }
  }

  function nodeAt(key: string): [string, FlowNode][] {
    const entry = entries.get(key)
    const id = ids.get(key)
    if (!entry || id === undefined) return []
    const container = parentOf(key, entries)
    const parent = container === undefined ? undefined : ids.get(container)
    const known = placed.get(key)
    if (known && known.entry === entry && known.parent === parent) return [[id, known.node]]
    const node = parent === undefined ? entry.node : { ...entry.node, parent }
    placed.set(key, { entry, parent, node })
    return [[id, node]]
  }

  return {
    read() {
      if (changed.size === 0 && !stale.order && !stale.wires && !stale.settings) return flow
      refresh()
      const whole = stale.order ? {} : { ...flow.nodes }
      for (const key of stale.order ? order : changed) for (const [id, node] of nodeAt(key)) whole[id] = node
      const joined = stale.order || stale.wires || stale.settings ? wiresOf(wires, settings, entries, ids) : flow.wires
      const concurrency = stale.settings ? concurrencySchema.safeParse(settings.get('concurrency')).data : flow.concurrency
      const groups = stale.settings ? groupsOf(settings) : flow.groups
      flow = {
        schema: 1,
        nodes: stale.order || changed.size > 0 ? whole : flow.nodes,
        wires: sameWires(joined, flow.wires) ? flow.wires : joined,
        ...(concurrency ? { concurrency } : {}),
        ...(groups ? { groups } : {}),
      }
      changed.clear()
      stale = { order: false, wires: false, settings: false }
      return flow
    },
    keyOf: (id) => keys.get(id),
    idOf: (key) => ids.get(key),
  }
}

/** Each block under the id it was given; of several with one id the first by key has it, the others the next that is free. */
function idsOf(order: readonly string[], entries: ReadonlyMap<string, Entry>): Map<string, string> {
  const ids = new Map<string, string>()
  const taken = new Set<string>()
  const others: [string, string][] = []
  for (const key of order) {
    const wanted = entries.get(key)?.id ?? key
    if (taken.has(wanted)) others.push([key, wanted])
    else ids.set(key, wanted)
    taken.add(wanted)
  }
  for (const [key, wanted] of others) {
    const stem = wanted.replace(/-\d+$/, '').slice(0, 56)
    let n = 2
    while (taken.has(`${stem}-${n}`)) n++
    ids.set(key, `${stem}-${n}`)
    taken.add(`${stem}-${n}`)
  }
  return ids
}

/** The container a block lies in. Out of one that is gone it lies where that lay; of containers in a circle the first by key that is there lies in none. */
function parentOf(key: string, entries: ReadonlyMap<string, Entry>): string | undefined {
  const seen = [key]
  let found: string | undefined
  for (let at = entries.get(key)?.parent; at !== undefined; at = entries.get(at)?.parent) {
    const entry = entries.get(at)
    if (!entry) break
    if (seen.includes(at)) {
      const circle = seen.slice(seen.indexOf(at)).filter((one) => !entries.get(one)?.gone)
      return key === circle.sort()[0] ? undefined : found
    }
    seen.push(at)
    if (found === undefined && !entry.gone) found = at
  }
  return found
}

function groupsOf(settings: Y.Map<unknown>): Record<string, Group> | undefined {
  const groups = [...settings.entries()].flatMap(([key, held]): [string, Group][] => {
    const id = key.startsWith(groupPrefix) ? key.slice(groupPrefix.length) : ''
    const group = groupSchema.safeParse(held)
    return group.success && groupIdSchema.safeParse(id).success ? [[id, group.data]] : []
  })
  return groups.length === 0 ? undefined : Object.fromEntries(groups.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function wiresOf(wires: Y.Map<number>, settings: Y.Map<unknown>, entries: ReadonlyMap<string, Entry>, ids: ReadonlyMap<string, string>): Wire[] {
  const all = [...wires.entries()].sort(([a, m], [b, n]) => rank(m) - rank(n) || (a < b ? -1 : 1))
  const ports = new Map<string, Wire>()
  for (const [key] of all) {
    const wire = readWireKey(key)
    if (!wire) continue
    const from = ids.get(wire.from.node)
    const to = ids.get(wire.to.node)
    if (from === undefined || to === undefined) continue
    const side = liesIn(wire.from.node, wire.to.node, entries) ? 'inside' : 'outside'
    const port = wire.to.port === controlInput ? key : `${wire.to.node}.${wire.to.port} ${side}`
    ports.delete(port) // the newer one counts, and stands where it came
    const bends = settings.has(bendPrefix + key) ? bendsSchema.safeParse(settings.get(bendPrefix + key)).data : undefined
    ports.set(port, { from: { node: from, port: wire.from.port }, to: { node: to, port: wire.to.port }, ...(bends ? { bends } : {}) })
  }
  return [...ports.values()].slice(0, mostWires)
}

function liesIn(key: string, container: string, entries: ReadonlyMap<string, Entry>): boolean {
  const seen = new Set<string>()
  for (let at = parentOf(key, entries); at !== undefined && !seen.has(at); at = parentOf(at, entries)) {
    if (at === container) return true
    seen.add(at)
  }
  return false
}

const rank = (n: unknown): number => (typeof n === 'number' && Number.isFinite(n) ? n : 0)

function sameWires(a: readonly Wire[], b: readonly Wire[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ from, to, bends }, at) => {
      const other = b[at]
      if (from.node !== other?.from.node || from.port !== other.from.port || to.node !== other.to.node || to.port !== other.to.port) return false
      return bends === other.bends || sameData(bends, other.bends)
    })
  )
}
