import { whoAsks } from '../server/access/index.ts'
import { startLiveServer } from '../server/live/index.ts'
import { env } from '../server/platform/env.ts'
import { log } from '../server/platform/log.ts'

// Feeds over WebSocket. Start as many as you like behind one address; they share nothing.
const server = await startLiveServer({
  port: Number(process.env.HEARTH_LIVE_PORT ?? process.env.PORT ?? '3001'),
  personOf: whoAsks,
  publicUrl: env.publicUrl(),
})
log.info({ port: server.port }, 'live ready')

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void server.close().finally(() => process.exit(0))
  })
}
