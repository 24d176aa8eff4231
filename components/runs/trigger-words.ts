/** What may start a run, as the filter says it. */
export const triggers = {
  chat: 'A chat message',
  manual: 'Somebody, by hand',
  schedule: 'A schedule',
  webhook: 'A webhook',
  event: 'An event',
  flow: 'Another flow',
  agui: 'AG-UI',
  try: 'The editor, trying a draft',
}

const started: Record<string, string> = {
  chat: 'Started by a chat message',
  manual: 'Started by hand',
  schedule: 'Started by its schedule',
  webhook: 'Started by its webhook',
  event: 'Started by an event',
  flow: 'Started by another flow',
  agui: 'Started over AG-UI',
  try: 'Tried in the editor',
}

/** For a run that says nothing of itself. */
export function triggerWords(trigger: string): string {
  return started[trigger] ?? `Started by ${trigger}`
}
