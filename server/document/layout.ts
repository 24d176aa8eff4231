import * as Y from 'yjs'
import type { Wire } from '../engine/flow.ts'

/**
 * What lies where in the document of a draft. A block has a key besides its id, since two people may give the same id at the
 * same time; wires and parents name keys.
 */
export type NodeMap = Y.Map<unknown>

/** Block by key: `id`, `parent` (a key), `gone`, an `in.<port>` for each input, and the other fields under their names. */
export const nodesIn = (doc: Y.Doc): Y.Map<NodeMap> => doc.getMap<NodeMap>('nodes')
/** Wire by {@link wireKey}: a number that grows, so that of two wires into one input the newer one counts. */
export const wiresIn = (doc: Y.Doc): Y.Map<number> => doc.getMap<number>('wires')
/** All else of the flow, by field. */
export const settingsIn = (doc: Y.Doc): Y.Map<unknown> => doc.getMap<unknown>('settings')

export const inputPrefix = 'in.'
/** Among the settings: `bend.` and the key of a wire; `group.` and the id of a group. */
export const bendPrefix = 'bend.'
export const groupPrefix = 'group.'

/** `keepAll` is for who wants to undo: else what was deleted is forgotten. */
export const newDocument = ({ keepAll = false } = {}): Y.Doc => new Y.Doc({ gc: !keepAll })

/** A wire by what it joins; its nodes are keys. */
export const wireKey = ({ from, to }: Wire): string => `${from.node}.${from.port}>${to.node}.${to.port}`

export function readWireKey(key: string): Wire | null {
  const parts = /^([^.>]+)\.([a-zA-Z]\w{0,63})>([^.>]+)\.([a-zA-Z]\w{0,63})$/.exec(key)
  if (!parts) return null
  const [, from = '', out = '', to = '', into = ''] = parts
  return { from: { node: from, port: out }, to: { node: to, port: into } }
}
