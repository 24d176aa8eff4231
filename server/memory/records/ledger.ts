import type { LedgerAccount, LedgerHand, LedgerTransfer } from '../../engine/hands.ts'
import { AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { decimalText, type Money, moneySchema } from '../../kernel/money.ts'
import type { Tx } from '../../platform/db.ts'
import { type AccountRow, accountRows, balanceOf, claimTransfer, isOwn, lockAccount, post, type TransferRow, transferRows } from './store.ts'

const mostTransfers = 200

/**
 * The ledger of one workspace, over a transaction the caller commits. Double entry: each transfer is two amounts that
 * add up to zero, and entries are only ever added. Inside a transactional step the transfer and the step's checkpoint
 * are one commit.
 */
export function ledgerOver(tx: Pick<Tx, 'sql' | 'often'>, workspaceId: string): LedgerHand {
  return {
    async accounts() {
      const asOf = new Date().toISOString()
      return (await accountRows(tx, workspaceId)).filter((row) => isOwn(row.kind)).map((row) => accountView(row, asOf))
    },

    async find(name) {
      return accountView(find(await accountRows(tx, workspaceId), name, 'account'), new Date().toISOString())
    },

    async transfers({ account, limit }) {
      const rows = await accountRows(tx, workspaceId)
      const about = account === undefined ? undefined : find(rows, account, 'account')
      const wanted = Math.min(Math.max(1, Math.trunc(limit ?? 20)), mostTransfers)
      return (await transferRows(tx, workspaceId, { accountId: about?.id, limit: wanted })).map((row) => transferView(row, about?.key))
    },

    async transfer(order) {
      const amount = checkedAmount(order.amount)
      const rows = await accountRows(tx, workspaceId)
      const from = find(rows, order.from, 'sender')
      const to = find(rows, order.to, 'recipient')
      checkRoute(from, to, amount)
      const claimed = await claimTransfer(tx, workspaceId, { id: newId(), key: order.key, memo: order.memo })
      if (!claimed.isNew) return sameTransfer(claimed.transfer, { from, to, amount, key: order.key })
      await lockAccount(tx, from.id)
      const available = await balanceOf(tx, from.id)
      if (available < BigInt(amount.amountMinor)) {
        throw new AppError(
          'insufficient-funds',
          `${from.label} holds ${inWords({ ...amount, amountMinor: String(available) })}, which is less than ${inWords(amount)}. Nothing was moved.`,
          { account: from.key, available: String(available), asked: amount.amountMinor },
        )
      }
      await post(tx, workspaceId, claimed.transfer.id, [
        { accountId: from.id, amountMinor: `-${amount.amountMinor}` },
        { accountId: to.id, amountMinor: amount.amountMinor },
      ])
      return transferView({ ...claimed.transfer, from: sideOf(from), to: sideOf(to), ...amount })
    },
  }
}

function accountView(row: AccountRow, asOf: string): LedgerAccount {
  const money = { amountMinor: row.balance, currency: row.currency, decimals: row.decimals }
  return { id: row.key, label: row.label, kind: row.kind, available: money, ledger: money, asOf }
}

/** Seen from `about`; without it, from the owner's side: money that leaves an own account went out. */
function transferView(row: TransferRow, about?: string): LedgerTransfer {
  const out = about === undefined ? isOwn(row.from.kind) : row.from.key === about
  return {
    id: row.id,
    at: row.at,
    from: { account: row.from.key, label: row.from.label },
    to: { account: row.to.key, label: row.to.label },
    amount: { amountMinor: row.amountMinor, currency: row.currency, decimals: row.decimals },
    memo: row.memo,
    direction: out ? 'out' : 'in',
    status: 'posted',
  }
}

const sideOf = ({ key, label, kind }: AccountRow): TransferRow['from'] => ({ key, label, kind })

function checkedAmount(amount: Money): Money {
  const parsed = moneySchema.safeParse(amount)
  if (!parsed.success) throw new AppError('invalid-input', 'The amount must be a whole number of minor units, such as 2500 for 25.00 EUR.')
  const minor = BigInt(parsed.data.amountMinor)
  if (minor <= 0n) throw new AppError('invalid-input', 'The amount to transfer must be more than zero.')
  return { ...parsed.data, amountMinor: String(minor) }
}

function checkRoute(from: AccountRow, to: AccountRow, amount: Money): void {
  if (!isOwn(from.kind)) throw new AppError('invalid-input', `Money can only be sent from your own accounts, and ${from.label} is not one of them.`)
  if (from.id === to.id) throw new AppError('invalid-input', 'Sender and recipient are the same account.')
  for (const account of [from, to]) {
    if (account.currency !== amount.currency) throw new AppError('invalid-input', `${account.label} is kept in ${account.currency}, not in ${amount.currency}.`)
    if (account.decimals !== amount.decimals)
      throw new AppError('invalid-input', `Amounts in ${account.currency} have ${account.decimals} decimals here, not ${amount.decimals}.`)
  }
}

/** By key or by label, whole or first name, in any case: people and models write what they read. */
function find(rows: readonly AccountRow[], wanted: string, role: 'account' | 'sender' | 'recipient'): AccountRow {
  const text = wanted.trim().toLowerCase()
  const open = rows.filter((row) => row.kind !== 'opening')
  const exact = open.find((row) => row.key === text) ?? open.find((row) => row.label.toLowerCase() === text)
  if (exact) return exact
  const near = open.filter((row) => row.label.toLowerCase().split(/\s+/)[0] === text)
  if (near.length === 1 && near[0]) return near[0]
  const names = (role === 'sender' ? open.filter((row) => isOwn(row.kind)) : open).map((row) => row.label)
  throw new AppError('not-found', `There is no ${role} called "${wanted}". Known: ${names.join(', ')}.`, { asked: wanted, known: names })
}

function sameTransfer(row: TransferRow, order: { from: AccountRow; to: AccountRow; amount: Money; key: string }): LedgerTransfer {
  const same = row.from.key === order.from.key && row.to.key === order.to.key && row.amountMinor === order.amount.amountMinor
  if (!same) throw new AppError('conflict', 'This key was used for another transfer. Nothing was moved now.', { key: order.key, transfer: row.id })
  return transferView(row)
}

const inWords = (money: Money): string => `${decimalText(money)} ${money.currency}`
