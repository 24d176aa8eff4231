import type { ReactNode } from 'react'
import type { CardItem, Item } from '../../server/conversation/index.ts'

/** Who looks at the room, from where. One object for the life of the page, so that what is drawn stays drawn. */
export type Reader = {
  /** Undefined for guests, who have no other pages to go to. */
  workspace: string | undefined
  /** As entries name who wrote them. */
  me: string
  /** A card, with the way in which this reader answers. */
  card: (item: CardItem) => ReactNode
  /** The room's agents, by id. */
  agents: Readonly<Record<string, { name: string; icon: string }>>
  /** Takes a quote into the composer; undefined for those who may not write. */
  onQuote: ((text: string) => void) | undefined
}

/** Who said it: the name it was said under, else the agent's present one. */
export function speakerOf(item: Item, { agents }: Reader): string {
  return item.speaker || (item.agentId === null ? undefined : agents[item.agentId]?.name) || 'Agent'
}
