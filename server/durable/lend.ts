import type pg from 'pg'
import { AppError } from '../kernel/errors.ts'
import { sqlOver, type Tx } from '../platform/db.ts'

/** A transaction for a block's time: what is left behind of it after that must not write into somebody else's. */
export function lend(tx: Tx): { tx: Tx; end(): void } {
  let over = false
  const query = (...given: unknown[]): unknown => {
    if (over) throw new AppError('timed-out', 'This step is over; it can write no more.')
    return Reflect.apply(tx.client.query, tx.client, given)
  }
  const client = Object.create(tx.client, { query: { value: query } }) as pg.ClientBase
  return {
    tx: { ...sqlOver(client), afterCommit: tx.afterCommit },
    end() {
      over = true
    },
  }
}
