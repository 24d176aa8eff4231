import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Asked = { messages: { role: string; content: unknown }[] }
type Reply = { text: string } | { tool: string; input: object }

/** A model (OpenAI-compatible) that answers what the test says, when the test says so. */
export async function modelDoor() {
  const asked: Asked[] = []
  const waiting: ((reply: Reply) => void)[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      asked.push(JSON.parse(body) as Asked)
      waiting.push((reply) => {
        if (response.destroyed) return
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        const delta =
          'text' in reply
            ? { content: reply.text }
            : { tool_calls: [{ index: 0, id: `c${asked.length}`, type: 'function', function: { name: reply.tool, arguments: JSON.stringify(reply.input) } }] }
        const part = (choice: object) =>
          `data: ${JSON.stringify({ id: 'r', object: 'chat.completion.chunk', created: 0, model: 'm', choices: [{ index: 0, ...choice }] })}\n\n`
        response.write(part({ delta: { role: 'assistant', ...delta }, finish_reason: null }))
        response.end(`${part({ delta: {}, finish_reason: 'text' in reply ? 'stop' : 'tool_calls' })}data: [DONE]\n\n`)
      })
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    held: () => waiting.length,
    /** Answers the oldest that waits. */
    answer: (reply: Reply) => waiting.shift()?.(reply),
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}
