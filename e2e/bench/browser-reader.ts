import type { Readers } from './browser-readers.ts'

/** Reads room feeds over HTTP to the letter, as open tabs do. Tells its parent when all of them follow. */
process.on('message', ({ url, cookie, slug, rooms, readers }: Readers) => {
  const all = rooms.flatMap((room) => Array.from({ length: readers }, () => follow(`${url}/api/workspaces/${slug}/rooms/${room}/feed`, cookie)))
  void Promise.all(all).then(() => process.send?.({ following: all.length }))
})

async function follow(address: string, cookie: string): Promise<void> {
  const response = await fetch(address, { headers: { cookie, accept: 'text/event-stream' } })
  if (!response.ok || !response.body) throw new Error(`${address} answered ${response.status}`)
  const reader = response.body.getReader()
  void (async () => {
    while (!(await reader.read()).done);
  })()
}
