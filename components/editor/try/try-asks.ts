import type { CardInput, Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { askedOf } from '../state/asked-of.ts'

/** What a person fills in to try a flow: as for a run by hand, and the text of a chat message. */
export function tryAsks(flow: Flow, catalogue: Catalogue): CardInput[] {
  const talks = Object.values(flow.nodes).some(({ block, disabled }) => block === 'chat.message' && !disabled)
  return talks ? [{ name: 'text', title: 'Message', schema: { type: 'string' }, required: true }] : askedOf(flow, catalogue)
}
