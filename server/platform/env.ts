import { resolve } from 'node:path'
import { AppError } from '../kernel/errors.ts'

/** Settings from the environment, read once at first use. Every name is listed in docs/settings.md. */
export const env = {
  /** One folder for all data of this installation. */
  home: () => resolve(process.env.HEARTH_HOME ?? '.hearth'),
  /** Set by `npm start` for its children when the embedded database is used. */
  databaseUrl(): string {
    const url = process.env.DATABASE_URL
    if (!url) throw new AppError('unavailable', 'DATABASE_URL is not set. `npm start` sets it; alone, give the address of a PostgreSQL 15 or newer.')
    return url
  },
  /** The address people open, such as https://hearth.example. */
  publicUrl: () => process.env.HEARTH_URL ?? process.env.NEXTAUTH_URL ?? `http://localhost:${process.env.PORT ?? '3000'}`,
  /** Where browsers find the live process: a WebSocket address, or `:` and a port of the host they are on; none when it does not run. */
  liveUrl: () => process.env.HEARTH_LIVE_URL ?? (process.env.HEARTH_LIVE_PORT ? `:${process.env.HEARTH_LIVE_PORT}` : null),
  /** Signs sessions and seals secrets; `npm start` makes one and keeps it in HEARTH_HOME. 32 bytes or more, hex. */
  secret(): string {
    const secret = process.env.HEARTH_SECRET
    if (!secret || secret.length < 64) throw new AppError('unavailable', 'HEARTH_SECRET is not set. `npm start` makes one; alone, give 64 hex digits or more.')
    return secret
  },
  /** Days a finished run and its events are kept. 0 keeps for ever. */
  keepRunsDays: () => Number(process.env.HEARTH_KEEP_RUNS_DAYS ?? '90'),
}
