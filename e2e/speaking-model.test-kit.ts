import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a model's service was asked. */
export type Asked = { messages: { role: string; content: unknown; tool_calls?: unknown }[]; tools?: { function: { name: string } }[] }

/** One answer of it, piece by piece. What was written is on its way when the call comes back. */
export type Answering = {
  asked: Asked
  say(text: string): void
  think(text: string): void
  /** A call of a tool begins; `more` brings its arguments. */
  call(id: string, name: string): (more: string) => void
  /** `tools`: it waits for what its calls give. */
  end(why?: 'stop' | 'tools'): void
  /** Breaks off. */
  cut(): void
  /** Resolves when nobody listens any more. */
  gone: Promise<void>
}

/** A model's service (OpenAI-compatible) that says what the test says, when the test says so. */
export async function speakingModel() {
  const waiting: Answering[] = []
  const hear: ((answering: Answering) => void)[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const answering = answerOn(response, JSON.parse(body) as Asked)
      const heard = hear.shift()
      if (heard) heard(answering)
      else waiting.push(answering)
    })
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    /** The next call, as soon as it comes. */
    next(): Promise<Answering> {
      const first = waiting.shift()
      return first ? Promise.resolve(first) : new Promise((heard) => hear.push(heard))
    },
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

function answerOn(response: ServerResponse, asked: Asked): Answering {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  let calls = 0
  const part = (delta: object, finish: string | null = null) => {
    if (response.destroyed) return
    const chunk = { id: 'r', object: 'chat.completion.chunk', created: 0, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] }
    response.write(`data: ${JSON.stringify(chunk)}\n\n`)
  }
  return {
    asked,
    say: (text) => part({ role: 'assistant', content: text }),
    think: (text) => part({ role: 'assistant', reasoning_content: text }),
    call(id, name) {
      const index = calls++
      part({ role: 'assistant', tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] })
      return (more) => part({ tool_calls: [{ index, function: { arguments: more } }] })
    },
    end(why = 'stop') {
      part({}, why === 'stop' ? 'stop' : 'tool_calls')
      response.end('data: [DONE]\n\n')
    },
    cut: () => void response.destroy(),
    gone: new Promise((done) => response.once('close', () => done())),
  }
}
