import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { readyTrial } from '../runs/index.ts'
import { type openTrialContract, policySchema, type tryMessageContract } from './contract.ts'
import { openRoom } from './create-room.ts'
import { membersOf } from './member-store.ts'
import { say } from './post-message.ts'
import { isTrialOf, markTrial, putAwayTrials, trialOfPerson } from './trial-store.ts'

/** The room in which a person tries a draft, made when there is none. Who is in it is them and the agent. Errors: `not-found`, `not-allowed`. */
export async function openTrial(who: Principal, { agent, anew }: Omit<z.output<typeof openTrialContract.input>, 'workspace'>): Promise<{ room: string }> {
  await requireAccess(who, 'agent:edit', who)
  await requireAccess(who, 'room:create', who)
  const { workspaceId, personId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    const known = anew ? undefined : await trialOfPerson(tx, workspaceId, agent, personId)
    if (known) return { room: known }
    await putAwayTrials(tx, workspaceId, agent, personId)
    const roomId = newId()
    await openRoom(tx, who, { roomId, agentId: agent, title: 'Trying the draft' })
    // what comes meanwhile would be answered by another draft than the one it was said to
    await markTrial(tx, workspaceId, roomId, policySchema.parse({ input: 'reject' }))
    return { room: roomId }
  })
}

/** Says something to a draft as it is on screen, in one's own room for trying it. Errors: `not-found`, `not-allowed`, `flow-has-problems`, `conflict`. */
export async function tryMessage(
  who: Principal,
  { room, id, text, files, flow }: Omit<z.output<typeof tryMessageContract.input>, 'workspace'>,
): Promise<{ seq: number; runId: string | null }> {
  await requireAccess(who, 'agent:edit', who)
  await requireAccess(who, 'run:start', who)
  const { workspaceId, personId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    const own = await isTrialOf(tx, workspaceId, room, personId)
    if (own === undefined) throw new AppError('not-found')
    if (!own) throw new AppError('conflict', 'A draft is tried in a room of one’s own: open it beside the canvas.')
    const [agent] = (await membersOf(tx, workspaceId, room)).agents
    if (!agent) throw new AppError('not-found')
    const trial = await readyTrial(tx, who, { agent: agent.id, flow, scope: { kind: 'all' } })
    return await say(tx, who, { room, id, text, files, trigger: 'try', agent: agent.id, trial })
  })
}
