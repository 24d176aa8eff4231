import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import type { deleteSampleContract, pinOutputContract, saveSampleContract, TryKit, unpinOutputContract } from './contract.ts'
import { deletePin, deleteSample, listPinRows, listSampleRows, writePin, writeSample } from './pins-store.ts'
import { findAgent } from './store.ts'

/** What a draft is tried with: pinned outputs and saved inputs. */
export async function getTryKit(who: Principal, { agent }: { agent: string }): Promise<TryKit> {
  await requireAccess(who, 'agent:read', who)
  return await inWorkspace(who.workspaceId, (tx) => kitOf(tx, who.workspaceId, agent))
}

/** Lays down what a block gives whenever the draft is tried. What is published knows nothing of it. */
export async function pinOutput(who: Principal, { agent, node, output }: z.output<typeof pinOutputContract.input>): Promise<TryKit> {
  await requireAccess(who, 'agent:edit', who)
  return await changed(who, agent, (tx) => writePin(tx, { workspaceId: who.workspaceId, agentId: agent, node, output: output as JsonObject, by: who.personId }))
}

export async function unpinOutput(who: Principal, { agent, node }: z.output<typeof unpinOutputContract.input>): Promise<TryKit> {
  await requireAccess(who, 'agent:edit', who)
  return await changed(who, agent, (tx) => deletePin(tx, who.workspaceId, agent, node))
}

/** Keeps an input to try the draft with; the same name again is the new one. */
export async function saveSample(who: Principal, { agent, name, input }: z.output<typeof saveSampleContract.input>): Promise<TryKit> {
  await requireAccess(who, 'agent:edit', who)
  return await changed(who, agent, (tx) => writeSample(tx, who.workspaceId, agent, { name, input }))
}

export async function removeSample(who: Principal, { agent, name }: z.output<typeof deleteSampleContract.input>): Promise<TryKit> {
  await requireAccess(who, 'agent:edit', who)
  return await changed(who, agent, (tx) => deleteSample(tx, who.workspaceId, agent, name))
}

async function changed(who: Principal, agent: string, change: (tx: Tx) => Promise<void>): Promise<TryKit> {
  return await inWorkspace(who.workspaceId, async (tx) => {
    if (!(await findAgent(tx, who.workspaceId, agent))) throw new AppError('not-found')
    await change(tx)
    return await kitOf(tx, who.workspaceId, agent)
  })
}

async function kitOf(tx: Tx, workspaceId: string, agent: string): Promise<TryKit> {
  if (!(await findAgent(tx, workspaceId, agent))) throw new AppError('not-found')
  return { pins: await listPinRows(tx, workspaceId, agent), samples: await listSampleRows(tx, workspaceId, agent) }
}
