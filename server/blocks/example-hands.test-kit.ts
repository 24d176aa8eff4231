import type { Block, Reply } from '../engine/define-block.ts'
import type { Hands } from '../engine/hands.ts'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'

type Answered<H extends Reply['hand']> = Exclude<Extract<Reply, { hand: H }>, { fails: string }>
export type Spoken = { text: string; cards: { component: string; props: JsonObject }[] }

/**
 * Hands that answer from an example's replies, in their order: the wrong hand, a call to another block, or a reply nobody
 * asked for fails the example. Cards and confirming props come from the real blocks.
 */
export function exampleHands(
  replies: readonly Reply[],
  blocks: ReadonlyMap<string, Block>,
): { hands: Hands; spoken: Spoken; mistakes: string[]; left: () => number } {
  const waiting = [...replies]
  const mistakes: string[] = []
  const spoken: Spoken = { text: '', cards: [] }

  function next<H extends Reply['hand']>(hand: H): Answered<H> {
    const reply = waiting.shift()
    if (reply?.hand !== hand) throw mistake(`the block used the hand "${hand}", but the example answers ${reply ? `"${reply.hand}"` : 'nothing more'}`)
    if ('fails' in reply) throw new AppError(reply.fails, reply.message)
    return reply as Answered<H>
  }

  const ledger = (method: string) => {
    const reply = next('ledger')
    if (reply.method !== method) throw mistake(`the block asked the ledger for "${method}", but the example answers "${reply.method}"`)
    return reply.result as never
  }

  const hands: Hands = {
    signal: new AbortController().signal,
    idempotencyKey: 'run:path',
    clock: { now: () => next('clock').iso },
    random: { next: () => next('random').value, id: () => `00000000-0000-7000-8000-${String(next('random').value).padStart(12, '0')}` },
    http: {
      request: async () => {
        const { status, headers, body } = next('http')
        return { status, headers: headers ?? {}, body: typeof body === 'string' ? body : JSON.stringify(body) }
      },
    },
    model: {
      call: async (request) => {
        const { text = '', toolCalls = [] } = next('model')
        request.onText?.(text)
        return {
          text,
          toolCalls,
          ...(request.outputSchema ? { object: JSON.parse(text) } : {}),
          model: 'example',
          demo: false,
          usage: { inputTokens: 1, outputTokens: 1 },
        }
      },
    },
    ledger: {
      accounts: async () => ledger('accounts'),
      find: async () => ledger('find'),
      transfers: async () => ledger('transfers'),
      transfer: async () => ledger('transfer'),
    },
    say: { text: ({ text }) => speak(text), card: (card) => void spoken.cards.push(card) },
    stream: { write: speak, speaker: () => undefined, think: () => undefined, card: () => ({ id: 'draft', write: () => undefined }) },
    conversation: {
      read: async () => next('conversation').messages,
      take: async () => next('conversation').messages.map(({ text }) => ({ text })),
    },
    log: () => undefined,
    progress: () => undefined,
    secrets: { open: async () => next('secrets').value },
    run: { id: 'run', root: 'run', depth: 0, trigger: 'manual', agent: 'agent', startedBy: 'p1', attempt: '1.1' },
    flows: { start: async () => ({ run: next('flows').run }), cancel: async () => undefined },
    state: { change: async () => next('state').state },
    bus: { emit: async () => undefined, signal: async () => undefined },
    pipe: {
      async *read() {
        yield* next('pipe').items
      },
      write: () => undefined,
    },
    wait: async () => ({ outcome: 'answered', value: null, at: '2026-11-20T09:00:00.000Z', ...(next('wait').answer as object) }) as never,
    execute: async () => next('execute').output,
    ask: async () => ({ at: '2026-11-20T09:00:00.000Z', ...(next('ask').answer as object) }) as never,
    call: async (_key, block) => {
      const reply = next('call')
      if (reply.block !== block) throw mistake(`the block called "${block}", but the example answers "${reply.block}"`)
      return reply.output
    },
    tools: {
      describe: (id) => {
        const { card } = known(id)
        return { name: id.replace('.', '_'), description: card.summary, inputSchema: { type: 'object' }, destructive: card.destructive }
      },
      confirm: async (_key, id, input) => {
        const block = known(id)
        if (!block.confirm) throw mistake(`${id} has nothing to confirm with`)
        return await block.confirm(block.input.parse(input), hands)
      },
    },
  }

  function known(id: string): Block {
    const block = blocks.get(id)
    if (!block) throw mistake(`there is no block ${id}`)
    return block
  }

  function speak(text: string): void {
    spoken.text += text
  }

  function mistake(text: string): Error {
    mistakes.push(text)
    return new Error(text)
  }

  return { hands, spoken, mistakes, left: () => waiting.length }
}
