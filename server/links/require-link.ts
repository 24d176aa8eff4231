import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import { type LinkRow, linkRows, lockLink } from './store.ts'

/** The link, its row held: changes come one after another. Error: `not-found`. */
export async function requireLink(tx: Tx, workspaceId: string, link: string): Promise<LinkRow> {
  const [row] = (await lockLink(tx, workspaceId, link)) ? await linkRows(tx, workspaceId, { link }) : []
  if (!row) throw new AppError('not-found')
  return row
}
