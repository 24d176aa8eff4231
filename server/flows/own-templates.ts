import type { z } from 'zod'
import { requireAccess, roleAllows } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { templateFlow } from '../engine/template-flow.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { deleteOwnTemplate, insertOwnTemplate, lockOwnTemplate, type OwnTemplateRow, ownTemplateRows, writeOwnTemplate } from './own-templates-store.ts'
import { findAgent } from './store.ts'
import type { OwnTemplate, saveTemplateContract, updateTemplateContract } from './templates/contract.ts'

type Given<Contract extends { input: z.ZodType }> = Omit<z.output<Contract['input']>, 'workspace'>

/** What this workspace keeps to begin others with. */
export async function listOwnTemplates(who: Principal): Promise<{ templates: OwnTemplate[] }> {
  await requireAccess(who, 'agent:read', who)
  const rows = await inWorkspace(who.workspaceId, (tx) => ownTemplateRows(tx, who.workspaceId))
  return { templates: rows.map((row) => seenBy(who, row)) }
}

/** Keeps an agent's draft as a template, without secrets, keys and connections. Errors: `not-found`, `conflict` (the name is taken), `invalid-input` (nothing in it). */
export async function saveTemplate(who: Principal, { agent, name, description, tries }: Given<typeof saveTemplateContract>): Promise<OwnTemplate> {
  await requireAccess(who, 'agent:edit', who)
  const { workspaceId, personId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    const { icon, ...made } = await drawn(tx, workspaceId, agent)
    const id = await insertOwnTemplate(tx, { workspaceId, agent, name, description, icon, tries, by: personId, ...made })
    if (!id) throw nameTaken(name)
    return await found(tx, who, id)
  })
}

/**
 * Other words for a template, or, from an `agent`, another flow; by who saved it last, or an admin. Agents made from it stay as they are.
 * Errors: `not-found`, `not-allowed`, `conflict` (the name is taken, or somebody changed it since `version`).
 */
export async function updateTemplate(who: Principal, { template, version, agent, ...words }: Given<typeof updateTemplateContract>): Promise<OwnTemplate> {
  await requireAccess(who, 'agent:edit', who)
  const { workspaceId, personId } = who
  return await inWorkspace(workspaceId, async (tx) => {
    const row = await mine(tx, who, template)
    if (row.version !== version) throw new AppError('conflict', `Somebody changed “${row.name}” in the meantime. Look at it, then try again.`)
    const { icon: _, ...made } = agent === undefined ? { icon: '' } : { ...(await drawn(tx, workspaceId, agent)), agent }
    const { name = row.name, description = row.description, tries = row.tries } = words
    if (!(await writeOwnTemplate(tx, workspaceId, { ...row, name, description, tries, ...made, by: personId }))) throw nameTaken(name)
    return await found(tx, who, template)
  })
}

/** Agents made from it stay. By who saved it last, or an admin. Errors: `not-found`, `not-allowed`. */
export async function removeTemplate(who: Principal, { template }: { template: string }): Promise<{ ok: true }> {
  await requireAccess(who, 'agent:edit', who)
  await inWorkspace(who.workspaceId, async (tx) => {
    await mine(tx, who, template)
    await deleteOwnTemplate(tx, who.workspaceId, template)
  })
  return { ok: true }
}

async function drawn(tx: Tx, workspaceId: string, agent: string) {
  const row = await findAgent(tx, workspaceId, agent)
  if (!row) throw new AppError('not-found')
  if (Object.keys(row.draft.nodes).length === 0) throw new AppError('invalid-input', 'There is no block in this draft yet.')
  return { ...templateFlow(row.draft, cards()), icon: row.icon }
}

/** Held until the transaction ends. */
async function mine(tx: Tx, who: Principal, template: string): Promise<OwnTemplateRow> {
  await lockOwnTemplate(tx, who.workspaceId, template)
  const [row] = await ownTemplateRows(tx, who.workspaceId, template)
  if (!row) throw new AppError('not-found')
  if (!seenBy(who, row).mayChange) throw new AppError('not-allowed', `${row.savedBy.name} saved this template: they or an admin may change it.`)
  return row
}

async function found(tx: Tx, who: Principal, template: string): Promise<OwnTemplate> {
  const [row] = await ownTemplateRows(tx, who.workspaceId, template)
  if (!row) throw new AppError('not-found')
  return seenBy(who, row)
}

function seenBy(who: Principal, row: OwnTemplateRow): OwnTemplate {
  const mayChange = roleAllows(who.role, 'workspace:manage') || (roleAllows(who.role, 'agent:edit') && row.savedBy.id === who.personId)
  return { ...row, savedBy: row.savedBy.name, mayChange }
}

const nameTaken = (name: string): AppError => new AppError('conflict', `There is a template named “${name}” already. Take another name, or update that one.`)
