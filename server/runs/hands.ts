import { textOfCard } from '../blocks/show/props/card-text.ts'
import type { ConversationEntry } from '../conversation/index.ts'
import { emptyConversation, fold, messagesOf } from '../conversation/index.ts'
import { type DbosWorld, type Showing, type ShowOptions, type StepContext, type TakenUp, untilPassed } from '../durable/index.ts'
import type { EngineEvent } from '../engine/events.ts'
import type { HandName, Hands, LedgerHand } from '../engine/hands.ts'
import { modelIn, openFlowSecret } from '../environments/index.ts'
import { AppError } from '../kernel/errors.ts'
import { readIn } from '../memory/feed/index.ts'
import { ledgerOver } from '../memory/records/index.ts'
import { createModelHand } from '../models/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { busHand } from './bus-hand.ts'
import { environmentOf } from './environment-of.ts'
import { flowsHand } from './flows-hand.ts'
import { createHidden } from './hidden.ts'
import { httpHand } from './http-hand.ts'
import { stateHand } from './state-hand.ts'
import { takeWords } from './words-store.ts'

/**
 * What a block may do to the world, made anew for each attempt of each step. Everything a block can reach is on this
 * page: permission, address filtering, recording and the run's workspace are settled here and not in the blocks.
 */
export function handsFor(taken: TakenUp, { journal }: Pick<DbosWorld, 'journal'>, context: StepContext): Partial<Hands> {
  const { signal, idempotencyKey, events, tx, path, attempt } = context
  const { workspaceId, runId, agentId, agentName, startedBy } = taken
  const environment = environmentOf(taken)
  let demo = taken.demo

  const hidden = createHidden()
  const tell = (name: string, event: EngineEvent): void => journal.event(`${path}:${attempt}:${name}`, event)
  const onWait = (service: string, until: string): void => tell(`ready:${until}`, { kind: 'node.ready', path, waitsFor: service, until })
  const show = (options: Omit<ShowOptions, 'demo'>): Showing => events.show({ ...options, demo })
  const makers: { [N in HandName]?: () => Hands[N] } = {
    signal: () => signal,
    idempotencyKey: () => idempotencyKey,
    clock: () => ({ now: () => new Date().toISOString() }),
    random: () => ({ next: Math.random, id: () => crypto.randomUUID() }),
    http: () => httpHand({ workspaceId, path, signal, idempotencyKey, tell, onWait, hidden }),
    ledger: () => (tx ? ledgerOver(tx, workspaceId) : readingLedger(workspaceId)),
    conversation: () => ({
      read: (limit) => conversationOf(taken, limit),
      async take() {
        if (taken.outlet === null) return []
        const words = await untilPassed(() => inWorkspace(workspaceId, (own) => takeWords(own, workspaceId, runId, path)))
        for (const { id, messageId, text, personId, author } of words)
          journal.event(`${id}:taken`, { kind: 'message.taken', path, message: messageId, turn: id, text, by: { id: personId, name: author } })
        return words.map(({ text }) => ({ text }))
      },
    }),
    run: () => ({ id: runId, root: taken.root ?? runId, depth: taken.depth ?? 0, trigger: taken.trigger ?? '', agent: agentId, startedBy, attempt }),
    flows: () =>
      flowsHand(ours(tx), { workspaceId, environment, runId, agentName, startedBy, path, idempotencyKey, tell: (key, event) => journal.event(key, event) }),
    bus: () => busHand(ours(tx), { workspaceId, runId }),
    state: () => stateHand(ours(tx), taken),
    log: () => (message, data) => events.tell({ kind: 'node.log', message, ...(data === undefined ? {} : { data }) }),
    progress: () => (done, total, message) =>
      events.tell({ kind: 'node.progress', done, ...(total === undefined ? {} : { total }), ...(message === undefined ? {} : { message }) }),
    secrets: () => ({
      async open({ secret }, to) {
        const value = await untilPassed(() => openFlowSecret({ workspaceId, environment, name: secret, to: to ?? null }))
        hidden.add(value)
        events.tell({ kind: 'secret.used', name: secret })
        return value
      },
    }),
    ...(context.pipe ? { pipe: () => context.pipe as Hands['pipe'] } : {}),
    say: () => ({
      text({ text, speaker }) {
        const shown = show({ channel: 'text', ...(speaker ? { speaker } : {}) })
        shown.write(text)
        shown.close()
      },
      card({ component, props }) {
        const shown = show({ channel: 'card', component })
        shown.props(props)
        shown.close(textOfCard(component, props))
      },
    }),
    stream: () => {
      let shown: Showing | undefined
      let thought: Showing | undefined
      let name: string | undefined
      const as = () => (name ? { speaker: name } : {})
      return {
        speaker(speaker) {
          name = speaker
        },
        write(delta) {
          if (delta === '') return
          thought?.close()
          thought = undefined
          shown ??= show({ channel: 'text', ...as() })
          shown.write(delta)
        },
        think(delta) {
          if (delta === '') return
          thought ??= show({ channel: 'reasoning', ...as() })
          thought.write(delta)
        },
        card(component) {
          thought?.close()
          thought = undefined
          const { id, args } = show({ channel: 'card', component, draft: true, ...as() })
          return { id, write: args }
        },
      }
    },
    model: () => {
      const hand = createModelHand({
        workspaceId,
        signal,
        onWait,
        onAnswering(by) {
          if (!by.demo || taken.demo) return
          demo = taken.demo = true // what the run says from here on comes of what the demo model said
          journal.patch({ demo: true })
        },
      })
      return {
        async call(request) {
          const model = await untilPassed(() => modelIn(workspaceId, environment, request.model ?? ''))
          const reply = await hand.call({ ...request, model })
          events.tell({ kind: 'usage.recorded', model: reply.model, demo: reply.demo, ...reply.usage })
          return reply
        },
      }
    },
  }
  return Object.fromEntries(context.block.needs.flatMap((name) => (makers[name] ? [[name, makers[name]()]] : []))) as Partial<Hands>
}

/** These hands write in the commit of their step, so only transactional blocks may ask for them (engine/define-block.ts). */
function ours(tx: Tx | undefined): Tx {
  if (!tx) throw new AppError('internal', 'Only a transactional block may do this.')
  return tx
}

/** Each call a short transaction of its own, tried again while the database restarts: for reading outside a transactional step. */
function readingLedger(workspaceId: string): LedgerHand {
  const over = <T>(work: (ledger: LedgerHand) => Promise<T>): Promise<T> =>
    untilPassed(() => inWorkspace(workspaceId, (tx: Tx) => work(ledgerOver(tx, workspaceId))))
  return {
    accounts: () => over((ledger) => ledger.accounts()),
    find: (name) => over((ledger) => ledger.find(name)),
    transfers: (filter) => over((ledger) => ledger.transfers(filter)),
    transfer: (order) => over((ledger) => ledger.transfer(order)),
  }
}

/** How far back a conversation is read: far more than any model is told. */
const mostEntries = 5000

/** The room as it was when this run began, so that a later message cannot slip into an earlier answer. */
async function conversationOf({ workspaceId, outlet, outletSeq }: TakenUp, limit: number) {
  if (outlet === null) return []
  const last = outletSeq ?? 0
  const entries = await untilPassed(() =>
    inWorkspace(workspaceId, (tx) => readIn(tx, workspaceId, outlet, Math.max(0, last - mostEntries), Math.min(last, mostEntries))),
  )
  const said = entries.map(({ seq, at, body }) => ({ seq, at, event: body }) as unknown as ConversationEntry)
  return messagesOf(fold(emptyConversation, said), limit)
}
