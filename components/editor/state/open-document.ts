import * as Y from 'yjs'
import { fromText, newDocument, toText } from '../../../server/document/index.ts'
import { toErrorData } from '../../../server/kernel/errors.ts'
import type { Answer, SyncHands } from './flow-sync.ts'
import type { LocalCopy } from './local-copy.ts'
import { others } from './shared-flow.ts'

type Copies = ReadonlyMap<string, Pick<LocalCopy, 'doc' | 'behind'>>
/** `takenOver`: other tabs whose changes are in it, or with the server. `anew`: the server began the document anew since our copy was made. */
export type OpenedDocument = { doc: Y.Doc; first: Answer | null; behind: boolean; anew: boolean; takenOver: string[] }

/**
 * The document of a draft, from what this browser kept of it and what the server has. Changes that other tabs could not hand in
 * before they were closed are handed in from here. Throws what the server says, unless it is away and this tab has a copy.
 */
export async function openDocument(tab: string, copies: Copies, ask: SyncHands['ask']): Promise<OpenedDocument> {
  const own = copies.get(tab)
  const left = [...copies].filter(([name, { behind }]) => name !== tab && behind)
  const base = own ?? left[0]?.[1]
  const takenOver: string[] = []
  let doc = newDocument({ keepAll: true })
  if (own) Y.applyUpdate(doc, own.doc, others)
  for (const [name, copy] of left) {
    if (!base || !shareHistory(base.doc, copy.doc)) continue
    Y.applyUpdate(doc, copy.doc, others)
    takenOver.push(name)
  }
  // a copy from before the document was begun anew, beside one from after, is never put into one with it
  for (const [name, copy] of left) if (!takenOver.includes(name) && (await handedIn(copy.doc, ask))) takenOver.push(name)

  // with a copy of our own at hand one goes on without the server
  let first = await ask({ vector: toText(Y.encodeStateVector(doc)) }).catch((error: unknown) => {
    if (own && toErrorData(error).retry === 'later') return null
    throw error
  })
  const behind = own?.behind === true || takenOver.length > 0
  const anew = first?.anew === true
  if (anew) {
    // the server takes what ours has more, and gives the new one for it
    if (behind) first = await ask({ vector: toText(Y.encodeStateVector(doc)), update: toText(Y.encodeStateAsUpdate(doc)) })
    doc = newDocument({ keepAll: true })
  }
  if (first) Y.applyUpdate(doc, fromText(first.update) ?? new Uint8Array([0, 0]), others)
  return { doc, first, behind: behind && !anew, anew, takenOver }
}

/** Documents of one beginning have the one who wrote it in common. */
function shareHistory(a: Uint8Array, b: Uint8Array): boolean {
  const [one, other] = [a, b].map((update) => Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update)))
  return [...(one?.keys() ?? [])].some((client) => other?.has(client))
}

async function handedIn(doc: Uint8Array, ask: SyncHands['ask']): Promise<boolean> {
  return await ask({ vector: toText(Y.encodeStateVectorFromUpdate(doc)), update: toText(doc) }).then(
    () => true,
    () => false, // it stays in the browser, and is tried again when the draft is opened next
  )
}
