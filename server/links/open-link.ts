import { AppError } from '../kernel/errors.ts'
import { hashOfToken } from './address.ts'
import { linkSettingsSchema } from './contract.ts'
import { type LinkRow, linkAt } from './store.ts'

/** The link at an address, as it stands. Error: `not-found`. */
export async function linkOf(token: string): Promise<LinkRow> {
  const row = await linkAt(hashOfToken(token))
  if (!row) throw new AppError('not-found')
  return { ...row, settings: linkSettingsSchema.parse(row.settings) }
}

/** Errors: `expired` for a link that lets nobody in now. */
export function refuseClosed({ live, archived, expiresAt }: LinkRow): void {
  if (!live || archived) throw new AppError('expired', 'This chat is closed at the moment.')
  if (expiresAt !== null && expiresAt <= new Date().toISOString()) throw new AppError('expired', 'This chat has ended: its link was good until a certain day.')
}
