import { subscribe } from '../../server/memory/feed/index.ts'

/** A process that follows feeds and tells its parent when it saw each entry. */
process.on('message', (message: { workspaceId: string; feedId: string }) => {
  void follow(message)
})

async function follow({ workspaceId, feedId }: { workspaceId: string; feedId: string }): Promise<void> {
  process.send?.({ following: feedId })
  for await (const entries of subscribe(workspaceId, feedId, 0, new AbortController().signal)) {
    const at = performance.timeOrigin + performance.now()
    for (const entry of entries) process.send?.({ feedId, seq: entry.seq, at })
  }
}
