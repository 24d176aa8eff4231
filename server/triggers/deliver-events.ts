import type { Answer } from '../engine/hands.ts'
import { isAppError } from '../kernel/errors.ts'
import type { Json } from '../kernel/json.ts'
import { inWorkspace } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { beginRun, closeWait, deepest, isDropped } from '../runs/index.ts'
import { agentsListening, claimEvent, heardEvents, markDelivered, type OpenEvent, openEvents, receivedSignals, touchTriggers } from './deliver-store.ts'

/** Brings what flows said to those who listen. Several workers at it deliver nothing twice. Answers how much was done. */
export async function deliverEvents(): Promise<number> {
  return (await tellWaits()) + (await startListeners()) + (await tellSignals())
}

async function tellWaits(): Promise<number> {
  const heard = await heardEvents()
  for (const wait of heard) await patiently(() => inWorkspace(wait.workspaceId, (tx) => closeWait(tx, wait, answered(wait.payload))))
  return heard.length
}

/** Each signal is received once, in the order of sending: whoever receives holds the run's row. */
async function tellSignals(): Promise<number> {
  const received = await receivedSignals()
  for (const { eventId, ...wait } of received) {
    await patiently(() =>
      inWorkspace(wait.workspaceId, async (tx) => {
        if (!(await closeWait(tx, wait, answered(wait.payload)))) return
        if (!(await markDelivered(tx, wait.workspaceId, eventId))) throw new Error('the signal was received elsewhere') // takes the answer back
      }),
    )
  }
  return received.length
}

async function startListeners(): Promise<number> {
  const open = await openEvents()
  for (const event of open) await patiently(() => start(event))
  return open.length
}

/** The runs it starts and the mark that it is delivered are one commit. */
async function start({ id, workspaceId }: OpenEvent): Promise<void> {
  await inWorkspace(workspaceId, async (tx) => {
    const event = await claimEvent(tx, { id, workspaceId })
    if (!event) return
    const { topic, payload, at, from } = event
    const depth = (from?.depth ?? -1) + 1
    const environment = from?.environment ?? 'production'
    const agents = await agentsListening(tx, workspaceId, topic, environment)
    if (depth > deepest) log.warn({ topic, run: from?.run }, 'an event started nothing: flows start each other in a circle')
    else {
      for (const { agentId, publishedBy } of agents) {
        await beginRun(tx, {
          ...{ workspaceId, agentId, trigger: 'event', environment, input: { topic, payload, at }, startedBy: publishedBy },
          idempotencyKey: `event:${id}:${agentId}`,
          ...(from ? { parent: { run: from.run, root: from.root, depth } } : {}),
        }).catch((error: unknown) => {
          if (!isDropped(error)) throw error // the flow wants it left out
        })
      }
      if (agents.length > 0) await touchTriggers(tx, workspaceId, topic)
    }
    await markDelivered(tx, workspaceId, id)
  })
}

const answered = (value: Json): Answer => ({ outcome: 'answered', value, at: new Date().toISOString() })

/** One that cannot be delivered now does not hold up the others; it comes again with the next look. */
async function patiently(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    log.warn({ err: error, refused: isAppError(error) }, 'something said between flows was not delivered, trying again')
  }
}
