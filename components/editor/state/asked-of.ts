import type { CardInput, Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { cardIn } from './card-in.ts'

/** What a person fills in to run the flow by hand: the ports its start was given, or what would come from outside. */
export function askedOf(flow: Flow, catalogue: Catalogue): CardInput[] {
  const [id] = Object.entries(flow.nodes).find(([, { block, disabled }]) => !disabled && catalogue.get(block)?.trigger) ?? []
  const card = id === undefined ? undefined : cardIn(flow, catalogue, id)
  const own = flow.nodes[id ?? '']?.ports?.outputs ?? []
  const fromOutside = card?.id === 'webhook.start' ? ['body'] : card?.id === 'event.start' ? ['payload'] : []
  return (card?.outputs ?? []).flatMap(({ name, title, help, schema }): CardInput[] => {
    const port = own.find((one) => one.name === name)
    if (!port && !fromOutside.includes(name)) return []
    return [{ name, title: port?.title || title, schema, required: port?.required ?? false, ...(help ? { help } : {}) }]
  })
}
