/** Who looks at the room, from where. One object for the life of the page, so that what is drawn stays drawn. */
export type Reader = {
  workspace: string
  personId: string
  /** Why this person may not answer questions; undefined when they may. */
  barred: string | undefined
  /** Icons of the room's agents, by agent id. */
  icons: Readonly<Record<string, string>>
}
