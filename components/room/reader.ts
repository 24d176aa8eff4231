import type { ReactNode } from 'react'
import type { CardItem, Item, MessageItem } from '../../server/conversation/index.ts'
import type { FilePlace } from '../files/index.ts'

/** Who looks at the room, from where. One object for the life of the page, so that what is drawn stays drawn. */
export type Reader = {
  /** Undefined for guests, who have no other pages to go to. */
  workspace: string | undefined
  /** Where files are; in their workspace, for who has one, unless told. */
  files?: FilePlace | undefined
  /** As entries name who wrote them. */
  me: string
  /** A card, with the way in which this reader answers. */
  card: (item: CardItem) => ReactNode
  /** The room's agents, by id. */
  agents: Readonly<Record<string, { name: string; icon: string }>>
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
