import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '../kernel/errors.ts'
import { systemPool } from '../platform/db.ts'

/** How many tries in how many seconds. Counted in PostgreSQL, so all web processes count together. */
const rules = {
  /** Wrong passwords for one e-mail from one address. */
  'sign-in': { points: 10, duration: 15 * 60 },
  /** All sign-ins from one address: somebody who tries many e-mails. */
  'sign-in-address': { points: 100, duration: 15 * 60 },
  /** All wrong passwords for one e-mail, from wherever. */
  'sign-in-email': { points: 50, duration: 60 * 60 },
  /** Calls of one agent's webhook. */
  webhook: { points: Number(process.env.HEARTH_HOOKS_PER_MINUTE ?? '600'), duration: 60 },
  /** Conversations begun by strangers at one chat link, from one address. */
  'chat-guest': { points: Number(process.env.HEARTH_CHATS_PER_HOUR ?? '120'), duration: 60 * 60 },
  /** Links for a new password, for one e-mail, and from one address. */
  forgot: { points: 5, duration: 60 * 60 },
  'forgot-address': { points: 30, duration: 60 * 60 },
  'sign-up': { points: Number(process.env.HEARTH_SIGN_UPS_PER_HOUR ?? '60'), duration: 60 * 60 },
}
export type RateRule = keyof typeof rules

/** Counts one try. Errors: `too-many-requests` with the seconds to wait in `details`. */
export async function countTry(rule: RateRule, key: string): Promise<void> {
  try {
    await limiter(rule).consume(key)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    const seconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
    throw new AppError('too-many-requests', `Too many tries. Wait ${inWords(seconds)}, then try again.`, { seconds })
  }
}

/** A try that turned out well does not count. */
export async function forgetTries(rule: RateRule, key: string): Promise<void> {
  await limiter(rule).delete(key)
}

const inWords = (seconds: number) => (seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`)

let made: { pool: ReturnType<typeof systemPool>; limiters: Map<RateRule, RateLimiterPostgres> } | undefined

function limiter(rule: RateRule): RateLimiterPostgres {
  const pool = systemPool()
  if (made?.pool !== pool) made = { pool, limiters: new Map() }
  let found = made.limiters.get(rule)
  if (!found) {
    found = new RateLimiterPostgres({
      storeClient: pool,
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: rule,
      clearExpiredByTimeout: rule === 'sign-in',
      ...rules[rule],
    })
    // one of them sweeps the table for all, every five minutes
    made.limiters.set(rule, found)
  }
  return found
}
