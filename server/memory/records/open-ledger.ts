import { newId } from '../../kernel/ids.ts'
import type { Tx } from '../../platform/db.ts'
import { addAccounts, claimTransfer, post } from './store.ts'

/**
 * Gives a new workspace a ledger to try things on: two own accounts, some people to pay, and a month of history.
 * It is play money; every amount comes from the account `opening`, so the books balance from the first entry.
 */
export async function openLedger(tx: Pick<Tx, 'sql' | 'often'>, workspaceId: string, personName: string): Promise<void> {
  const now = Date.now()
  const firstName = personName.trim().split(/\s+/)[0] || 'Main'
  const accounts = [
    { key: 'main', label: `${firstName}'s account`, kind: 'checking' },
    { key: 'savings', label: 'Savings', kind: 'savings' },
    { key: 'anna', label: 'Anna Keller', kind: 'contact' },
    { key: 'ben', label: 'Ben Okafor', kind: 'contact' },
    { key: 'rent', label: 'Hillside Homes', kind: 'contact' },
    { key: 'market', label: 'Corner Market', kind: 'contact' },
    { key: 'salary', label: 'Northwind Studio', kind: 'contact' },
    { key: 'opening', label: 'Opening balance', kind: 'opening' },
  ].map((account, i) => ({ ...account, id: newId(), currency: 'EUR', decimals: 2, openedAt: new Date(now - 40 * day + i).toISOString() }))
  await addAccounts(tx, workspaceId, accounts)
  const idOf = Object.fromEntries(accounts.map((account) => [account.key, account.id]))
  for (const [i, { from, to, cents, memo, daysAgo }] of history.entries()) {
    const at = new Date(now - daysAgo * day).toISOString()
    const { transfer } = await claimTransfer(tx, workspaceId, { id: newId(), key: `opening:${i}`, memo, at })
    await post(tx, workspaceId, transfer.id, [
      { accountId: idOf[from] ?? '', amountMinor: `-${cents}` },
      { accountId: idOf[to] ?? '', amountMinor: String(cents) },
    ])
  }
}

const day = 86_400_000
/** Leaves 2,480.55 EUR in main and 8,450.00 EUR in savings. */
const history = [
  { from: 'opening', to: 'main', cents: 1_245_60, memo: 'Opening balance', daysAgo: 38 },
  { from: 'opening', to: 'savings', cents: 8_250_00, memo: 'Opening balance', daysAgo: 38 },
  { from: 'salary', to: 'main', cents: 2_450_00, memo: 'Salary', daysAgo: 24 },
  { from: 'main', to: 'rent', cents: 890_00, memo: 'Rent', daysAgo: 20 },
  { from: 'main', to: 'savings', cents: 200_00, memo: 'Put aside', daysAgo: 19 },
  { from: 'main', to: 'market', cents: 63_20, memo: 'Groceries', daysAgo: 12 },
  { from: 'main', to: 'anna', cents: 18_50, memo: 'Lunch', daysAgo: 8 },
  { from: 'ben', to: 'main', cents: 24_00, memo: 'Concert ticket', daysAgo: 6 },
  { from: 'main', to: 'market', cents: 67_35, memo: 'Groceries', daysAgo: 3 },
]
