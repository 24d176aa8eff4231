import { env } from '../platform/env.ts'

/** Where an agent is talked to over WebSocket; null where no live process runs. A port alone is one of the host that people open. */
export function socketOf(agentId: string): string | null {
  const live = env.liveUrl()
  if (live === null) return null
  const { protocol, hostname } = new URL(env.publicUrl())
  const base = live.startsWith(':') ? `${protocol === 'https:' ? 'wss' : 'ws'}://${hostname}${live}/live` : live
  return `${base}/ag-ui/${agentId}`
}
