import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ConversationEntry, emptyConversation, fold, type Item, itemsOf } from '../conversation/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { agentWith, flowOf } from '../runs/runs.test-kit.ts'
import { roomSnapshot } from './index.ts'

/** An address whose answers come when the test says so: what an agent does takes exactly as long as it is to take. */
export async function gate(): Promise<{ url: string; held: () => number; open: () => void; close: () => Promise<void> }> {
  const waiting: ServerResponse[] = []
  const server: Server = createServer((_, response) => void waiting.push(response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    held: () => waiting.filter(({ destroyed, writableEnded }) => !destroyed && !writableEnded).length,
    open: () => {
      for (const response of waiting.splice(0)) response.end('{}')
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** An agent of this name that says one thing to every message, at once or after the gate at `after` has opened. */
export async function agentSaying(who: Principal, name: string, text: string, after?: string): Promise<string> {
  const say = { block: 'reply.text', inputs: { text } }
  const flow = after
    ? flowOf({ nodes: { start: { block: 'chat.message' }, look: { block: 'http.request', inputs: { url: after } }, say }, wires: ['look.done > say.after'] })
    : flowOf({ nodes: { start: { block: 'chat.message' }, say } })
  const id = await agentWith(who, flow)
  await asSystem((tx) => tx.sql`update agent set name = ${name} where id = ${id}`)
  return id
}

export async function viewOf(who: Principal, room: string) {
  const snapshot = await roomSnapshot(who, { room })
  return fold(emptyConversation, snapshot.entries as unknown as ConversationEntry[])
}

/** Who said what, in order: `Ada: Hello`. */
export async function linesOf(who: Principal, room: string): Promise<string[]> {
  return itemsOf(await viewOf(who, room)).flatMap((item: Item) => (item.kind === 'message' ? [`${item.speaker}: ${item.text}`] : []))
}
