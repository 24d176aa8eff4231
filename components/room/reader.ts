import type { Item } from '../../server/conversation/index.ts'
import type { CardKeeping } from './card-keeping.ts'

/** Who looks at the room, from where. One object for the life of the page, so that what is drawn stays drawn. */
export type Reader = {
  workspace: string
  personId: string
  /** Why this person may not answer questions; undefined when they may. */
  barred: string | undefined
  /** The room's agents, by id. */
  agents: Readonly<Record<string, { name: string; icon: string }>>
  /** Where cards keep what stands in them half-filled. */
  cards: CardKeeping
  /** Takes a quote into the composer; undefined for those who may not write. */
  onQuote: ((text: string) => void) | undefined
}

/** Who said it: the name it was said under, else the agent's present one. */
export function speakerOf(item: Item, { agents }: Reader): string {
  return item.speaker || (item.agentId === null ? undefined : agents[item.agentId]?.name) || 'Agent'
}
