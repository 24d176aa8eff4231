import type { Item, MessageItem } from '../../server/conversation/index.ts'
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
  room: string
  /** What those who may write can do with messages. */
  acts: MessageActs | undefined
}

export type MessageActs = {
  /** Takes a quote into the composer. */
  quote: (text: string) => void
  react: (message: string, emoji: string, on: boolean) => void
  /** Another answer in place of what this run said. */
  again: (run: string) => void
  /** Goes on in a new room: after this item, or with other words in its place. */
  branch: (item: MessageItem, text?: string) => void
  /** True while a new room is being made. */
  branching: boolean
}

/** Who said it: the name it was said under, else the agent's present one. */
export function speakerOf(item: Item, { agents }: Reader): string {
  return item.speaker || (item.agentId === null ? undefined : agents[item.agentId]?.name) || 'Agent'
}
