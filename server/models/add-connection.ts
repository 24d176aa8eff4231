import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { AppError } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { sealSecret } from '../vault/index.ts'
import type { addConnectionContract, ConnectionView } from './contract.ts'
import { type ConnectionRow, insertConnection, listConnectionRows, unsetDefault } from './store.ts'

/** Connects a model. The key goes straight into the vault. Errors: `invalid-input`, `conflict` (the name is taken). */
export async function addConnection(who: Principal, input: z.output<typeof addConnectionContract.input>): Promise<ConnectionView> {
  await requireAccess(who, 'model:manage', who)
  const { workspaceId } = who
  const { provider, label, defaultModel } = input
  const key = input.key?.trim() ?? ''
  if (provider === 'compatible' && !input.baseUrl)
    throw new AppError('invalid-input', 'Give the address of the model, such as https://models.example/v1.', { field: 'baseUrl' })
  if (provider !== 'compatible' && !key) throw new AppError('invalid-input', 'Give the key you got from the provider.', { field: 'key' })
  if (input.baseUrl && !/^https?:\/\//i.test(input.baseUrl))
    throw new AppError('invalid-input', 'The address must begin with https:// or http://.', { field: 'baseUrl' })

  return await inWorkspace(workspaceId, async (tx) => {
    const id = newId()
    const first = (await listConnectionRows(tx, workspaceId)).length === 0
    const row: ConnectionRow = {
      id,
      provider,
      label,
      baseUrl: input.baseUrl ?? null,
      defaultModel,
      isDefault: input.isDefault || first,
      price: input.price ?? null,
      secretName: key ? `model:${id}` : null,
    }
    if (row.isDefault) await unsetDefault(tx, workspaceId)
    if (!(await insertConnection(tx, workspaceId, row)))
      throw new AppError('conflict', `There is a connection named ${label} already. Choose another name, or remove that one first.`, { field: 'label' })
    if (row.secretName) await sealSecret(tx, { workspaceId, name: row.secretName, kind: provider, value: key, by: who.personId })
    return { id, provider, label, baseUrl: row.baseUrl, defaultModel, isDefault: row.isDefault, price: row.price, source: 'workspace' }
  })
}
